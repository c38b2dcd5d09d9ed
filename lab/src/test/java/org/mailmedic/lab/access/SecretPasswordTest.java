package org.mailmedic.lab.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.engine.Diagnostician;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CaseFileJson;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.lab.Lab;
import org.mailmedic.lab.scenario.Estate;
import org.mailmedic.report.Format;
import org.mailmedic.report.Look;
import org.mailmedic.report.Reports;
import org.mailmedic.report.catalogue.Catalogue;

/// The password is in memory only, and no longer than the diagnosis: in no report, case file or
/// event, whatever the servers do with it, and afterwards in no object that is left.
final class SecretPasswordTest {
  private static final String DOMAIN = "florist.example";
  private static final String ADDRESS = "anna@" + DOMAIN;

  /// Put together when asked for, so that it stands in no constant of this class.
  private static char[] secret() {
    return new StringBuilder("4sroh ").append("yrettab").reverse().toString().toCharArray();
  }

  private static String text() {
    return new String(secret());
  }

  static Stream<java.util.function.Consumer<AccessServer>> servers() {
    return Stream.of(
        server -> server.account(ADDRESS, text()),
        AccessServer::echoing,
        server -> server.mechanisms("PLAIN").account(ADDRESS, text()),
        server -> server.mechanisms("LOGIN").echoing(),
        server -> server.certificate(server.certificate().selfSigned()),
        AccessServer::plain);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void isNowhere(java.util.function.Consumer<AccessServer> change) throws IOException {
    Estate estate = Estate.sound(DOMAIN).programs(ADDRESS, "another").eachProgram(change);
    List<String> events = new CopyOnWriteArrayList<>();
    CaseFile file = gather(estate, events);
    Diagnosis diagnosis = new Diagnostician().conclude(file);
    List<String> outputs = new ArrayList<>(events);
    for (Format format : Format.values()) {
      outputs.add(
          Reports.diagnosis(diagnosis, format, Catalogue.of("en"), new Look(true, false, 80)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CaseFileJson.write(file, bytes);
    outputs.add(bytes.toString(StandardCharsets.UTF_8));
    outputs.add(file.observations().toString());
    for (String output : outputs) {
      for (String form : forms()) {
        assertFalse(output.contains(form), () -> form + " stands in " + output);
      }
    }
  }

  private static CaseFile gather(Estate estate, List<String> events) {
    Complaint complaint = Complaint.about(ADDRESS, "anna", DOMAIN).withSignIn(true);
    try (Lab lab = Lab.start(estate::plant);
        Password password = new Password(secret())) {
      return new Diagnostician()
          .gather(
              complaint,
              lab.world(),
              java.time.Duration.ofSeconds(20),
              event -> events.add(event.toString()),
              password);
    }
  }

  /// The password and what PLAIN makes of it.
  private static List<String> forms() {
    byte[] alone = text().getBytes(StandardCharsets.UTF_8);
    byte[] message = ("\0" + ADDRESS + "\0" + text()).getBytes(StandardCharsets.UTF_8);
    return List.of(
        text(),
        Base64.getEncoder().encodeToString(alone),
        Base64.getEncoder().encodeToString(message));
  }

  /// The heap of a process of its own, in which somebody signed in and which still holds the
  /// diagnosis and its reports.
  @org.junit.jupiter.api.Test
  void isInNoObjectThatIsLeft(@TempDir Path folder) throws Exception {
    Path dump = folder.resolve("heap.hprof");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-cp",
                System.getProperty("java.class.path"),
                Dumping.class.getName(),
                dump.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("let in"), said);
    byte[] heap = Files.readAllBytes(dump);
    byte[] address = ADDRESS.getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(find(heap, address) >= 0, "the dump holds the diagnosis");
    for (byte[] form :
        List.of(
            text().getBytes(StandardCharsets.ISO_8859_1),
            text().getBytes(StandardCharsets.UTF_16BE),
            text().getBytes(StandardCharsets.UTF_16LE),
            forms().get(2).getBytes(StandardCharsets.ISO_8859_1))) {
      assertEquals(-1, find(heap, form), "the password is in the heap");
    }
  }

  private static int find(byte[] in, byte[] what) {
    outer:
    for (int i = 0; i + what.length <= in.length; i++) {
      for (int j = 0; j < what.length; j++) {
        if (in[i + j] != what[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  /// Signs in, and dumps what is left.
  static final class Dumping {
    private static final List<Object> LEFT = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
      CaseFile file = signedIn();
      Diagnosis diagnosis = new Diagnostician().conclude(file);
      LEFT.add(diagnosis);
      for (Format format : Format.values()) {
        LEFT.add(
            Reports.diagnosis(diagnosis, format, Catalogue.of("en"), new Look(true, false, 80)));
      }
      boolean in = file.seen(SignIn.class).stream().anyMatch(SignIn::accepted);
      System.out.println(in ? "let in" : "kept out: " + file.seen(SignIn.class));
      System.gc();
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(arguments[0], true);
      System.exit(LEFT.isEmpty() ? 1 : 0);
    }

    private static CaseFile signedIn() {
      Estate estate =
          Estate.sound(DOMAIN)
              .programs(ADDRESS, "another")
              .eachProgram(server -> server.lettingIn(ADDRESS));
      char[] secret = secret();
      try {
        return gather(estate, new ArrayList<>());
      } finally {
        java.util.Arrays.fill(secret, '\0');
      }
    }
  }
}
