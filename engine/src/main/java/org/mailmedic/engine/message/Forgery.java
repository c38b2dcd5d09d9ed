package org.mailmedic.engine.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dkim.DkimSignature;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.mime.HtmlText;
import org.mailmedic.protocol.mime.MimeMessage;
import org.mailmedic.protocol.mime.MimePart;

/// Whether a message that says that mail came back is what it seems.
///
/// @param kind what it is; a judgement by signs, never a proof
/// @param signs why, fixed words
public record Forgery(Kind kind, List<Sign> signs) {
  public Forgery {
    signs = List.copyOf(signs);
  }

  /// What a notice is.
  public enum Kind {
    /// Nobody's mail came back: the notice itself is made up, to be clicked on.
    FORGED_NOTICE,
    /// The notice is genuine, and the message in it was sent by somebody else in this name.
    BACKSCATTER,
    /// Nothing speaks against it.
    GENUINE;

    /// The word used in JSON.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What speaks against a notice.
  public enum Sign {
    /// It comes with a sender to answer to; notices have none (RFC 3464 section 2).
    HAS_SENDER,
    /// No report and nothing of the message is in it.
    NOTHING_RETURNED,
    /// It wants a link to be followed.
    LINKS,
    /// The receiving server found that the notice is not from whom it says.
    NOTICE_FAILS_AUTHENTICATION,
    /// A server found that the returned message was sent from elsewhere (SPF, DKIM or DMARC).
    ORIGINAL_FAILS_AUTHENTICATION,
    /// The returned message has no signature of the domain in its From line.
    ORIGINAL_UNSIGNED,
    /// The returned message was made by a system of another name.
    ORIGINAL_FOREIGN_ID,
    /// The returned message was first taken from a machine that gave a foreign name.
    ORIGINAL_FOREIGN_SENDER;

    /// The word used in JSON.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final List<String> SUBJECTS =
      List.of(
          "undeliver",
          "delivery status",
          "delivery fail",
          "failure notice",
          "returned mail",
          "mail delivery",
          "delivery has failed",
          "niedostarczon",
          "zwrot",
          "non remis",
          "unzustellbar",
          "could not be delivered",
          "not delivered",
          "pending messages",
          "blocked message");

  /// Null where the message is no notice: somebody who writes about one, say.
  static @Nullable Forgery of(MimeMessage message) {
    RawMessage raw = message.raw();
    String type = GivenMessages.field(raw, "Content-Type").toLowerCase(Locale.ROOT);
    boolean report = type.startsWith("multipart/report");
    String subject = GivenMessages.field(raw, "Subject").toLowerCase(Locale.ROOT);
    boolean says = SUBJECTS.stream().anyMatch(subject::contains);
    boolean system = GivenMessages.isFromSystem(raw);
    if (!report && !says && !system) {
      return null;
    }
    RawMessage original = message.enclosed();
    if (original != null && (report || system)) {
      return original(original);
    }
    if (report) {
      return new Forgery(Kind.GENUINE, List.of());
    }
    Forgery notice = notice(message, says);
    return system || notice.kind() == Kind.FORGED_NOTICE ? notice : null;
  }

  /// Nothing of a message is in it.
  private static Forgery notice(MimeMessage message, boolean says) {
    List<Sign> signs = new ArrayList<>();
    RawMessage raw = message.raw();
    String path = GivenMessages.field(raw, "Return-Path");
    boolean sender = !path.isEmpty() && !path.strip().equals("<>");
    if (sender) {
      signs.add(Sign.HAS_SENDER);
    }
    signs.add(Sign.NOTHING_RETURNED);
    if (links(
        message, GivenMessages.domain(GivenMessages.address(GivenMessages.field(raw, "To"))))) {
      signs.add(Sign.LINKS);
    }
    if (fails(raw, GivenMessages.domain(GivenMessages.address(GivenMessages.field(raw, "From"))))) {
      signs.add(Sign.NOTICE_FAILS_AUTHENTICATION);
    }
    boolean forged =
        says
            && signs.contains(Sign.LINKS)
            && (sender || signs.contains(Sign.NOTICE_FAILS_AUTHENTICATION));
    return new Forgery(forged ? Kind.FORGED_NOTICE : Kind.GENUINE, forged ? signs : List.of());
  }

  private static boolean links(MimeMessage message, @Nullable String own) {
    for (MimePart part : message.parts()) {
      if (part.isBody() && part.type().equals("text/html")) {
        for (HtmlText.Link link : HtmlText.of(part.decoded().text()).links()) {
          String host = LinkHost.of(link.target());
          if (host != null && (own == null || !within(host, own))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Forgery original(RawMessage original) {
    List<Sign> signs = new ArrayList<>();
    String domain =
        GivenMessages.domain(GivenMessages.address(GivenMessages.field(original, "From")));
    boolean fails = fails(original, domain);
    if (fails) {
      signs.add(Sign.ORIGINAL_FAILS_AUTHENTICATION);
    }
    if (domain == null) {
      return new Forgery(Kind.GENUINE, List.of());
    }
    if (!signed(original, domain)) {
      signs.add(Sign.ORIGINAL_UNSIGNED);
    }
    String id =
        GivenMessages.domain(GivenMessages.address(GivenMessages.field(original, "Message-ID")));
    if (id != null && !related(id, domain)) {
      signs.add(Sign.ORIGINAL_FOREIGN_ID);
    }
    List<Hop> hops = Transit.of(original).hops();
    Hop first = hops.isEmpty() ? null : hops.getFirst();
    boolean signedIn = hops.stream().anyMatch(Hop::authenticated);
    if (first != null && first.from() != null && !related(first.from(), domain) && !signedIn) {
      signs.add(Sign.ORIGINAL_FOREIGN_SENDER);
    }
    boolean foreign =
        signs.contains(Sign.ORIGINAL_FOREIGN_ID) && signs.contains(Sign.ORIGINAL_FOREIGN_SENDER);
    boolean scatter = fails && signs.contains(Sign.ORIGINAL_UNSIGNED) && foreign;
    return new Forgery(scatter ? Kind.BACKSCATTER : Kind.GENUINE, scatter ? signs : List.of());
  }

  private static boolean signed(RawMessage message, String domain) {
    for (RawField field : message.all("DKIM-Signature")) {
      String signer = DkimSignature.parse(field).domain();
      if (signer != null && related(signer, domain)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a server says that the message is not from this domain.
  private static boolean fails(RawMessage message, @Nullable String domain) {
    for (AuthenticationSaid said : AuthenticationSaid.of(message)) {
      for (AuthenticationSaid.Result result : said.results()) {
        boolean bad = result.result().equals("fail") || result.result().equals("softfail");
        boolean method = result.method().equals("spf") || result.method().equals("dmarc");
        String about = result.about();
        if (bad
            && method
            && (about == null
                || domain == null
                || related(about.substring(about.lastIndexOf('@') + 1), domain))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean related(String name, String domain) {
    String lower = name.toLowerCase(Locale.ROOT);
    return within(lower, domain) || within(domain, lower);
  }

  private static boolean within(String name, String domain) {
    return name.equals(domain) || name.endsWith("." + domain);
  }
}
