package org.mailmedic.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.report.catalogue.Catalogue;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/// Whatever a server says, a report stays a report: nothing that a terminal obeys, nothing
/// invisible, no markup, no link.
class HostileWordsTest {
  private static final Set<String> OUR_TAGS =
      Set.of(
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "main",
          "h1",
          "h2",
          "h3",
          "p",
          "ol",
          "ul",
          "li",
          "strong",
          "small",
          "br",
          "table",
          "tr",
          "td",
          "th",
          "code",
          "pre",
          "blockquote");

  static Stream<String> words() {
    return Stream.of(
        "\u001b[2J\u001b]0;owned\u0007\u009b31m\u0000\u007f\b",
        "safe\u202egpj.exe\u2066\u200b\u2028\ufeff\udb40\udc41",
        "\ud800 \udc00 half \ud83d",
        "line\r\n# heading\r\n- point\n\n    code\n\n---\n1. one\n| a | b |\n> quote",
        "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)' style='x",
        "[click](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example>",
        "`code` ``two`` ```three``` ~~~ *b* _i_ **bb** \\",
        "&lt;b&gt; &amp; &#60;script&#62; <!-- x --> <![CDATA[ x ]]> <?php ?>",
        "{domain} {x, select, other {y}} ${jndi:ldap://x} %s %n",
        "+ plus",
        "- minus",
        "12. twelve",
        "1) one",
        "= equals",
        "    four spaces",
        "x".repeat(5_000),
        "http://evil.example/ www.evil.example user@evil.example");
  }

  private static Stream<String> reports(String words, Format format) {
    Look look = new Look(true, false, 80);
    return Stream.of("en", "pl")
        .map(Catalogue::of)
        .flatMap(texts ->
            Stream.of(
                Reports.diagnosis(Samples.broken(words, words, words, words), format, texts, look),
                Reports.explanation(
                    Samples.explanation(words, words, words), format, texts, look)));
  }

  @ParameterizedTest
  @MethodSource("words")
  void nothingThatATerminalObeysOrThatCannotBeSeenGetsThrough(String words) {
    for (Format format : Format.values()) {
      // JSON writes UTF-16 escapes; there, invisible characters beyond U+FFFF stay as they are.
      int last = format == Format.JSON ? 0xffff : Character.MAX_CODE_POINT;
      assertThat(reports(words, format))
          .allSatisfy(report ->
              assertThat(report.codePoints().filter(point -> point <= last && dangerous(point)))
                  .isEmpty());
    }
  }

  private static boolean dangerous(int point) {
    return (point < ' ' && point != '\n')
        || (point >= 0x7f && point <= 0x9f)
        || Character.getType(point) == Character.FORMAT
        || Character.getType(point) == Character.SURROGATE
        || point == 0x2028
        || point == 0x2029;
  }

  @ParameterizedTest
  @MethodSource("words")
  void htmlIsWellFormedAndHasOurElementsOnly(String words) {
    assertThat(reports(words, Format.HTML))
        .allSatisfy(report -> {
          NodeList all = dom(report).getElementsByTagName("*");
          Set<String> tags = new HashSet<>();
          for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            tags.add(element.getTagName());
            assertThat(element.hasAttribute("onmouseover")).isFalse();
            assertThat(element.hasAttribute("style")).isFalse();
          }
          assertThat(OUR_TAGS).containsAll(tags);
        });
  }

  @ParameterizedTest
  @MethodSource("words")
  void theStyleIsTheOneThatThePolicyAllows(String words) {
    assertThat(reports(words, Format.HTML))
        .allSatisfy(report -> {
          NodeList styles = dom(report).getElementsByTagName("style");
          assertThat(styles.getLength()).isEqualTo(1);
          assertThat(report).contains(HtmlPage.digest(styles.item(0).getTextContent()));
        });
  }

  private static Element dom(String html) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(html)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError(html, e);
    }
  }

  /// Another headline, list or table than of harmless words would be foreign markup.
  @ParameterizedTest
  @MethodSource("words")
  void markdownHasTheSameShapeAsWithHarmlessWords(String words) {
    String harmless = shape(Samples.broken("a", "b", "c", "d"));
    assertThat(shape(Samples.broken(words, words, words, words))).isEqualTo(harmless);
  }

  private static String shape(org.mailmedic.engine.cause.Diagnosis diagnosis) {
    String report = Reports.diagnosis(diagnosis, Format.MARKDOWN, Catalogue.of("en"), Look.PLAIN);
    StringBuilder shape = new StringBuilder();
    Parser.builder()
        .build()
        .parse(report)
        .accept(
            new AbstractVisitor() {
              @Override
              protected void visitChildren(Node parent) {
                if (parent instanceof org.commonmark.node.Block) {
                  shape.append(parent.getClass().getSimpleName()).append(' ');
                }
                super.visitChildren(parent);
              }

              @Override
              public void visit(HtmlInline html) {
                throw new AssertionError("HTML: " + html.getLiteral());
              }

              @Override
              public void visit(HtmlBlock html) {
                throw new AssertionError("HTML: " + html.getLiteral());
              }

              @Override
              public void visit(Link link) {
                throw new AssertionError("link: " + link.getDestination());
              }

              @Override
              public void visit(Image image) {
                throw new AssertionError("image: " + image.getDestination());
              }
            });
    return shape.toString();
  }

  @ParameterizedTest
  @MethodSource("words")
  void jsonKeepsTheWordsAsTheyAre(String words) {
    String json = reports(words, Format.JSON).findFirst().orElseThrow();
    String input = JsonMapper.builder().build().readTree(json).at("/subject/input").asString();
    assertThat(input).isEqualTo("anna@" + wellFormed(words));
  }

  /// Halves of surrogate pairs are no characters.
  private static String wellFormed(String words) {
    StringBuilder whole = new StringBuilder();
    words
        .codePoints()
        .forEach(point ->
            whole.appendCodePoint(
                Character.getType(point) == Character.SURROGATE ? 0xfffd : point));
    return whole.toString();
  }
}
