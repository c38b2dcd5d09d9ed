package org.mailmedic.acceptance.user;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.mailmedic.acceptance.user.Program.Called;

/// The project as somebody else got it: its sources, in a folder with spaces in its name that
/// cannot be written, used by somebody without rights and without a home.
final class ProjectCopy {
  private static final Set<String> LEFT_OUT = Set.of(".git", ".build", "target", "node_modules");
  private static final String NOBODY = "65534";

  private final Path place;
  private final Path temp;
  private final Path maven;
  private final boolean root;

  private ProjectCopy(Path place, Path temp, Path maven, boolean root) {
    this.place = place;
    this.temp = temp;
    this.maven = maven;
    this.root = root;
  }

  /// Copies the project into a folder.
  static ProjectCopy in(Path folder) throws IOException {
    Path place =
        Files.createDirectories(folder.resolve("a place with spaces").resolve("Mail Medic"));
    copy(Program.root(), place);
    boolean root = "root".equals(System.getProperty("user.name"));
    Path temp = Files.createDirectories(folder.resolve("temp"));
    Path maven = Path.of(System.getProperty("user.home"), ".m2");
    sh("chmod -R a+rX,a-w \"$1\"; chmod 1777 \"$2\"; chmod a+rx \"$3\"", place, temp, folder);
    if (root) {
      // Whoever has no rights cannot read root's libraries, and shall not need the network.
      Path own = folder.resolve("m2");
      sh("cp -r \"$1\" \"$2\" && chown -R " + NOBODY + " \"$2\"", maven, own);
      maven = own;
    }
    return new ProjectCopy(place, temp, maven, root);
  }

  private static void sh(String script, Path... paths) {
    Called called =
        Program.shell(script, Stream.of(paths).map(Path::toString).toArray(String[]::new)).run();
    if (called.status() != 0) {
      throw new IllegalStateException(called.story());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes a)
              throws IOException {
            if (LEFT_OUT.contains(String.valueOf(each.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(each).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes a) throws IOException {
            Path target = to.resolve(from.relativize(each).toString());
            Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// `mailmedic` of this copy, called by its full name from `/`.
  Program mailmedic(String... arguments) {
    List<String> command = new ArrayList<>();
    if (root) {
      command.addAll(
          List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"));
    }
    command.add(place.resolve("mailmedic").toString());
    command.addAll(List.of(arguments));
    return Program.command(command.toArray(String[]::new))
        .bare()
        .in(Path.of("/"))
        .with("TMPDIR", temp.toString())
        .with("MAVEN_USER_HOME", maven.toString())
        .with("MAVEN_ARGS", "-o -Dmaven.repo.local=" + maven.resolve("repository"));
  }

  /// Every file and folder below it.
  List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  /// Removes it, and what was built.
  void remove() {
    sh("chmod -R u+w \"$1\"; rm -rf \"$1\" \"$2\"", place.getParent(), temp);
    if (root) {
      sh("rm -rf \"$1\"", maven);
    }
  }
}
