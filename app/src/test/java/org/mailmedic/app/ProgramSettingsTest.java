package org.mailmedic.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `settings` without any network: the service is said, or told by the domain itself.
class ProgramSettingsTest {
  @TempDir Path folder;

  private static Called settings(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("settings", "--resolver", "127.0.0.1:1", "--timeout", "1s"));
    all.addAll(List.of(arguments));
    return Called.with(all.toArray(String[]::new));
  }

  /// The call; its status; what stands on standard output; what on standard error.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "anna@firma.pl --provider ovh-mxplan | 0 | imap.mail.ovh.net | ",
        "anna@firma.pl --provider ovh-mxplan | 0 | SSL/TLS from the start | ",
        "anna@firma.pl --provider ovh-mxplan --lang pl | 0 | Nazwa użytkownika: anna@firma.pl | ",
        "anna@firma.pl --provider ovh-exchange --lang pl | 0 | Informacje ogólne > Logowanie | ",
        "anna@wp.pl | 0 | User name: anna | ",
        "firma.pl --provider wp | 0 | User name: the part of your address before the @ | ",
        "anna@gmail.com --format json | 0 | ~\"detectedBy\": \"domain\"~ | ",
        "anna@gmail.com --format markdown | 0 | ### Incoming mail (IMAP) | ",
        "anna@gmail.com --format html | 0 | <td>imap.gmail.com</td> | ",
        "anna@gmail.com --program k9 | 0 | Sign in in the window of Google | ",
        "anna@wp.pl --program thunderbird --lang pl | 0 | Metoda uwierzytelniania: Zwykłe hasło | ",
        "anna@wp.pl --program exchange-phone | 0 | has no Exchange for | ",
        "anna@firma.pl --provider ovh-exchange --program exchange-phone | 0 | Configure Manually | ",
        "anna@firma.pl --provider ovh-exchange --program outlook-classic | 0 | choose Exchange | ",
        "anna@firma.pl --provider ovh-zimbra --program outlook-classic | 0 | Choose IMAP | ",
        "anna@proton.me | 0 | https://proton.me/mail/bridge | ",
        "anna@firma.pl | 1 | could not be looked up | ",
        "anna@firma.pl --format json | 1 | ~\"source\": \"none\"~ | ",
        "anna@firma.pl --export autoconfig | 1 | | nothing to put into a file",
        "anna@proton.me --export mobileconfig | 1 | | nothing to put into a file",
        "anna@firma.pl --provider ovh-exchange --export autoconfig | 1 | | differs from account",
        "anna@wp.pl --export autodiscover | 0 | <LoginName>anna</LoginName> | ",
        "anna@wp.pl --export autoconfig | 0 | <hostname>imap.wp.pl</hostname> | ",
        "anna@wp.pl --export mobileconfig | 0 | EmailTypeIMAP | ",
        "anna@wp.pl --export pdf | 2 | | mobileconfig",
        "anna@wp.pl --program outlok | 2 | | outlook-classic",
        "anna@wp.pl --export autoconfig --program k9 | 2 | | Take one of them",
        "anna@wp.pl --export autoconfig --sign-key x --sign-certificate y | 2 | | go together",
        "anna@wp.pl --export mobileconfig --sign-key x | 2 | | go together",
        "anna@wp.pl --export mobileconfig --sign-key /nope --sign-certificate y | 2 | | no such file",
        "anna@firma.pl --provider ovhmxplan | 2 | | ovh-mxplan",
        "anna@@firma.pl | 2 | | Did you mean anna@firma.pl?",
        " | 2 | | mailmedic settings anna@example.com"
      })
  void cases(String call, int status, String out, String err) {
    Called called = settings(call == null ? new String[0] : call.split(" "));
    assertThat(called.status()).as(called.err()).isEqualTo(status);
    if (out == null) {
      assertThat(called.out()).isEmpty();
    } else {
      assertThat(called.out().replace('\u00a0', ' ')).contains(out);
    }
    if (err == null) {
      assertThat(called.err()).isEmpty();
    } else {
      assertThat(called.err().lines()).hasSize(1);
      assertThat(called.err()).contains(err);
    }
  }

  /// Without a file that a program reads, every value that is typed stands in every step list.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "outlook-classic",
        "outlook-new",
        "apple-mail-mac",
        "apple-mail-ios",
        "thunderbird",
        "gmail-android",
        "k9"
      })
  void theValuesStandInTheSteps(String program) {
    for (String language : List.of("en", "pl")) {
      Called called =
          settings("anna@firma.pl", "--provider", "gmx", "--program", program, "--lang", language);
      assertThat(called.status()).isZero();
      assertThat(called.out())
          .contains("anna@firma.pl", "imap.gmx.net", "993", "mail.gmx.net", "465")
          .doesNotContain("{", "}", "[", "null");
    }
  }

  @Test
  void aProfileOfOnesOwnCounts() throws IOException {
    Files.writeString(
        folder.resolve("acme.yaml"),
        """
        id: acme-mail
        name: Acme Mail
        detect: {domains: [acme.test]}
        username: local-part
        imap: [{host: imap.acme.test, port: 993, security: tls}]
        submission: [{host: smtp.acme.test, port: 2525, security: starttls}]
        signIn: [app-password]
        guide: {app-password: {pl: "Panel > Hasła", en: "Panel > Passwords"}}
        """);
    Path config = Files.writeString(folder.resolve("config.yaml"), "providers: [acme.yaml]\n");
    Called called = settings("anna@acme.test", "--config", config.toString(), "--lang", "pl");
    assertThat(called.status()).isZero();
    assertThat(called.out())
        .contains("Acme Mail", "smtp.acme.test", "Port: 2525", "STARTTLS", "Panel > Hasła");
  }

  /// OpenSSL says that the signature holds and gives the very profile back.
  @ParameterizedTest
  @ValueSource(strings = {"rsa:2048", "ec:prime256v1"})
  void aSignedProfileIsVerifiedByOpenSsl(String kind) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("certificate.pem");
    List<String> request =
        new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "2"));
    request.addAll(List.of("-subj", "/CN=Mailmedic test", "-newkey"));
    request.addAll(
        kind.startsWith("ec:")
            ? List.of("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
            : List.of(kind));
    request.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    openssl(request);
    byte[] signed =
        bytes(
            "anna@wp.pl",
            "--export",
            "mobileconfig",
            "--sign-key",
            key.toString(),
            "--sign-certificate",
            certificate.toString());
    Path file = folder.resolve("anna.mobileconfig");
    Path out = folder.resolve("profile.xml");
    Files.write(file, signed);
    openssl(verify(file, certificate, out));
    assertThat(Files.readAllBytes(out)).isEqualTo(bytes("anna@wp.pl", "--export", "mobileconfig"));
    signed[signed.length / 3] ^= 1;
    Files.write(file, signed);
    assertThat(run(verify(file, certificate, out)).waitFor()).isNotZero();
  }

  private static List<String> verify(Path file, Path certificate, Path out) {
    return List.of(
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        file.toString(),
        "-CAfile",
        certificate.toString(),
        "-purpose",
        "any",
        "-out",
        out.toString());
  }

  /// What a key and certificate file can be instead.
  @ParameterizedTest
  @CsvSource({"key, text", "certificate, text", "key, certificate", "certificate, other"})
  void whatCantSignIsSaid(String which, String instead) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
    for (String name : List.of("", "other-")) {
      openssl(
          List.of(
              "openssl",
              "req",
              "-x509",
              "-nodes",
              "-subj",
              "/CN=x",
              "-newkey",
              "ec",
              "-pkeyopt",
              "ec_paramgen_curve:prime256v1",
              "-keyout",
              folder.resolve(name + "key.pem").toString(),
              "-out",
              folder.resolve(name + "certificate.pem").toString()));
    }
    Path wrong =
        switch (instead) {
          case "text" -> Files.writeString(folder.resolve("text.pem"), "hello");
          case "certificate" -> folder.resolve("certificate.pem");
          default -> folder.resolve("other-certificate.pem");
        };
    String key = (which.equals("key") ? wrong : folder.resolve("key.pem")).toString();
    String certificate =
        (which.equals("certificate") ? wrong : folder.resolve("certificate.pem")).toString();
    Called called =
        settings(
            "anna@wp.pl",
            "--export",
            "mobileconfig",
            "--sign-key",
            key,
            "--sign-certificate",
            certificate);
    assertThat(called.status()).isEqualTo(ExitStatus.WRONG_CALL);
    assertThat(called.out()).isEmpty();
    assertThat(called.err().lines()).hasSize(1);
    assertThat(called.err()).contains(".pem").doesNotContain("BEGIN");
  }

  private static byte[] bytes(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("settings", "--resolver", "127.0.0.1:1", "--timeout", "1s"));
    all.addAll(List.of(arguments));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Mailmedic.run(
            new Surroundings(
                Map.of(),
                "en_US.UTF-8",
                false,
                false,
                false,
                new ByteArrayInputStream(new byte[0]),
                new Output(out),
                new Output(err)),
            all.toArray(String[]::new));
    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toByteArray();
  }

  private static void openssl(List<String> command) throws Exception {
    Process process = run(command);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static Process run(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
