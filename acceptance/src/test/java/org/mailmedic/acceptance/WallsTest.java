package org.mailmedic.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The walls of docs/architecture.md.
class WallsTest {
  private static final String ROOT = "org.mailmedic.";
  private static final String ENGINE = ROOT + "engine.";

  private static JavaClasses all;

  @BeforeAll
  static void load() {
    all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mailmedic");
  }

  static Stream<ArchRule> walls() {
    return Stream.of(
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.mailmedic..")
            .layer("app")
            .definedBy(ROOT + "app..")
            .layer("lab")
            .definedBy(ROOT + "lab..")
            .layer("report")
            .definedBy(ROOT + "report..")
            .layer("engine")
            .definedBy(ROOT + "engine..")
            .layer("knowledge")
            .definedBy(ROOT + "knowledge..")
            .layer("protocol")
            .definedBy(ROOT + "protocol..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("lab")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("app", "lab", "report")
            .whereLayer("knowledge")
            .mayOnlyBeAccessedByLayers("app", "lab", "report", "engine")
            .as("imports run down only: app, lab, report, engine, knowledge, protocol"),
        slices()
            .matching(ROOT + "(*)..")
            .should()
            .beFreeOfCycles()
            .as("no floor needs one that needs it"),
        noClasses()
            .that()
            .resideInAnyPackage(ENGINE + "rule..", ENGINE + "cause..", ENGINE + "finding..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    ENGINE + "world..",
                    ENGINE + "probe..",
                    ROOT + "report..",
                    "java.io..",
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.text..",
                    "javax.net..",
                    "java.util.concurrent.."))
            .as("a rule and the reasoner do no I/O and know no language"),
        noClasses()
            .that()
            .resideInAPackage(ENGINE + "probe..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    ENGINE + "rule..",
                    ENGINE + "finding..",
                    ENGINE + "cause..",
                    ROOT + "knowledge.causes..",
                    ROOT + "knowledge.explains..",
                    "java.text.."))
            .as("a probe judges nothing"),
        noClasses()
            .that()
            .resideOutsideOfPackages(ENGINE + "world.live..", ROOT + "lab..")
            .should()
            .dependOnClassesThat(CHANNELS)
            .orShould()
            .callCodeUnitWhere(
                target(owner(SOCKETS)).and(target(name("<init>").or(name("connect")))))
            .as("the world is the one door to the network"),
        noClasses()
            .that(
                resideInAnyPackage(ROOT + "engine..", ROOT + "protocol..", ROOT + "knowledge..")
                    .and(not(resideInAPackage(ENGINE + "world.live.."))))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .as("only the live world knows what time it is"),
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "app..", ROOT + "lab", "org.mailmedic..build..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .as(
                "only programs (the command line, the lab, the build) write to the terminal and end themselves"),
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + "engine..", ROOT + "protocol..", ROOT + "report..")
            .and()
            .resideOutsideOfPackages(ROOT + "report.build..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.snakeyaml..", "java.util.logging.."))
            .as("no YAML and no logging while the program runs"),
        classes()
            .that()
            .implement(ENGINE + "rule.Rule")
            .should()
            .resideInAPackage(ENGINE + "rule..")
            .as("rules live in engine.rule"),
        classes()
            .that()
            .implement(ENGINE + "probe.Probe")
            .should()
            .resideInAPackage(ENGINE + "probe..")
            .as("probes live in engine.probe"));
  }

  private static final DescribedPredicate<JavaClass> CHANNELS =
      resideInAnyPackage("java.nio.channels..", "javax.net..", "java.net.http..")
          .and(not(assignableTo(ClosedChannelException.class)))
          .or(assignableTo(URLConnection.class));

  private static final DescribedPredicate<JavaClass> SOCKETS =
      assignableTo(Socket.class)
          .or(assignableTo(DatagramSocket.class))
          .or(assignableTo(ServerSocket.class));

  @ParameterizedTest
  @MethodSource("walls")
  void stands(ArchRule wall) {
    wall.check(all);
  }

  /// The check itself sees what it should: the live world does open sockets.
  @Test
  void aBreachIsSeen() {
    ArchRule nobodyOpensSockets =
        noClasses().should().callCodeUnitWhere(target(owner(SOCKETS)).and(target(name("connect"))));
    assertThatThrownBy(() -> nobodyOpensSockets.check(all))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("LiveTcp");
  }

  /// OVHcloud's facts are a profile like any other's.
  @Test
  void theCoreKnowsNoProviderByName() throws IOException {
    Path root = Path.of(System.getProperty("mailmedic.root"));
    Pattern names =
        Pattern.compile(
            "\"[^\"\n]*(?<![a-z])(ovh|google|gmail|microsoft|outlook\\.com|office365|yahoo|zoho|ionos)[^\"\n]*\"");
    // A format's name space, a mail program and the mailbox of a piece of software are no provider.
    Pattern others =
        Pattern.compile(
            "\"(http://schemas\\.microsoft\\.com/exchange/autodiscover/[^\"]*|gmail-android"
                + "|microsoftexchange329e71ec88ae4615bbc36ab6ce41109e)\"");
    List<String> named = new ArrayList<>();
    int read = 0;
    for (String module : List.of("protocol", "engine", "report")) {
      try (Stream<Path> files = Files.walk(root.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          read++;
          Matcher matcher = names.matcher(Files.readString(file).toLowerCase(Locale.ROOT));
          while (matcher.find()) {
            if (others.matcher(matcher.group()).matches()) {
              continue;
            }
            named.add(root.relativize(file) + ": " + matcher.group());
          }
        }
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThat(named).isEmpty();
  }
}
