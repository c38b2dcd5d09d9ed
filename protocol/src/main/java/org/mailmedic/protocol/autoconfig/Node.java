package org.mailmedic.protocol.autoconfig;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// An element of an XML file, without its namespace. Read without document types, entities or
/// anything from elsewhere; never throws for what stands in the text.
///
/// @param name the local name
/// @param attributes by local name
/// @param children in order
/// @param text the text directly in it, without white space around it, capped
record Node(String name, Map<String, String> attributes, List<Node> children, String text) {

  /// The reason why a text is no XML that is read here.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String reason) {
      super(Limits.cut(reason), null, false, false);
    }
  }

  /// An element that is still open.
  private static final class Open {
    final String name;
    final Map<String, String> attributes = new HashMap<>();
    final List<Node> children = new ArrayList<>();
    final StringBuilder text = new StringBuilder();

    Open(String name) {
      this.name = name;
    }

    Node close() {
      return new Node(name, attributes, children, text.toString().strip());
    }
  }

  private static final class Holder {
    static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
      factory.setXMLResolver((publicId, systemId, base, namespace) -> {
        throw new XMLStreamException("nothing is fetched");
      });
      return factory;
    }
  }

  /// The root element.
  static Node read(String text) throws Unreadable {
    if (text.length() > Limits.LENGTH) {
      throw new Unreadable("longer than " + Limits.LENGTH + " characters");
    }
    String xml = text.startsWith("\ufeff") ? text.substring(1) : text;
    try {
      XMLStreamReader in = Holder.FACTORY.createXMLStreamReader(new StringReader(xml.strip()));
      try {
        return root(in);
      } finally {
        in.close();
      }
    } catch (XMLStreamException e) {
      throw new Unreadable(reason(e));
    } catch (RuntimeException e) {
      // The reader of the JDK answers some texts with unchecked exceptions.
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static String reason(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int words = message.indexOf("Message: ");
    String bare = words < 0 ? message : message.substring(words + "Message: ".length());
    return e.getLocation() == null ? bare : "line " + e.getLocation().getLineNumber() + ": " + bare;
  }

  private static Node root(XMLStreamReader in) throws XMLStreamException, Unreadable {
    Deque<Open> open = new ArrayDeque<>();
    int nodes = 0;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          nodes += 1 + in.getAttributeCount();
          if (nodes > Limits.NODES || open.size() >= Limits.DEPTH) {
            throw new Unreadable("too many elements");
          }
          open.push(start(in));
        }
        case XMLStreamConstants.END_ELEMENT -> {
          Node closed = open.pop().close();
          if (open.isEmpty()) {
            return closed;
          }
          open.element().children.add(closed);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            append(open.element().text, in.getText());
          }
        }
        case XMLStreamConstants.DTD -> throw new Unreadable("document type");
        case XMLStreamConstants.ENTITY_REFERENCE -> throw new Unreadable("entity");
        default -> {}
      }
    }
    throw new Unreadable("no element");
  }

  private static Open start(XMLStreamReader in) {
    Open element = new Open(in.getLocalName());
    for (int i = 0; i < in.getAttributeCount(); i++) {
      element.attributes.put(in.getAttributeLocalName(i), Limits.cut(in.getAttributeValue(i)));
    }
    return element;
  }

  private static void append(StringBuilder text, String more) {
    int room = Limits.TEXT - text.length();
    text.append(more, 0, Math.max(0, Math.min(room, more.length())));
  }

  /// The children with this name, whatever the case of its letters.
  List<Node> all(String childName) {
    List<Node> all = new ArrayList<>();
    for (Node child : children) {
      if (child.name.equalsIgnoreCase(childName)) {
        all.add(child);
      }
    }
    return all;
  }

  /// The first child with this name; null where there is none.
  @Nullable Node first(String childName) {
    for (Node child : children) {
      if (child.name.equalsIgnoreCase(childName)) {
        return child;
      }
    }
    return null;
  }

  /// The text of the first child with this name; empty where there is none.
  String text(String childName) {
    Node child = first(childName);
    return child == null ? "" : child.text;
  }

  /// The value of an attribute; empty where there is none.
  String attribute(String attributeName) {
    return attributes.getOrDefault(attributeName, "");
  }
}
