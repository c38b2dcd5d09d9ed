package org.mailmedic.acceptance.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Certificates made with openssl: a CA and leaves that it signed.
final class Certificates {
  private final Path folder;

  Certificates(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Programs.run(
            folder,
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
            "-days",
            "30",
            "-subj",
            "/CN=Acceptance CA")
        .orFail();
  }

  /// The CA's certificate, for `--ca-file`.
  Path ca() {
    return folder.resolve("ca.pem");
  }

  /// A leaf: key and certificate in one PEM file.
  ///
  /// @param expired whether it ran out yesterday
  Path leaf(String name, boolean expired, String... dnsNames) throws IOException {
    List<String> alternatives = new ArrayList<>();
    for (String dnsName : dnsNames) {
      alternatives.add("DNS:" + dnsName);
    }
    Files.writeString(
        folder.resolve(name + ".ext"), "subjectAltName=" + String.join(",", alternatives) + "\n");
    Programs.run(
            folder,
            "openssl",
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            name + ".key",
            "-out",
            name + ".csr",
            "-subj",
            "/CN=" + dnsNames[0])
        .orFail();
    List<String> sign =
        new ArrayList<>(
            List.of(
                "openssl",
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-extfile",
                name + ".ext",
                "-out",
                name + ".crt"));
    sign.addAll(List.of("-days", expired ? "-1" : "20"));
    Programs.Result result = Programs.run(folder, sign.toArray(String[]::new));
    if (result.status() != 0 && expired) {
      // Newer openssl refuses a negative number of days: sign as the small CA with dates instead.
      signWithDates(name);
    } else {
      result.orFail();
    }
    return Files.writeString(
        folder.resolve(name + ".pem"),
        Files.readString(folder.resolve(name + ".key"))
            + Files.readString(folder.resolve(name + ".crt")));
  }

  /// A certificate that nobody but itself signed: key and certificate in one PEM file.
  Path selfSigned(String name, String dnsName) throws IOException {
    Programs.run(
            folder,
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            name + ".key",
            "-out",
            name + ".crt",
            "-days",
            "20",
            "-subj",
            "/CN=" + dnsName,
            "-addext",
            "subjectAltName=DNS:" + dnsName)
        .orFail();
    return Files.writeString(
        folder.resolve(name + ".pem"),
        Files.readString(folder.resolve(name + ".key"))
            + Files.readString(folder.resolve(name + ".crt")));
  }

  private void signWithDates(String name) throws IOException {
    Files.writeString(folder.resolve("index.txt"), "");
    Files.writeString(folder.resolve("serial"), "01\n");
    Files.writeString(
        folder.resolve("ca.cnf"),
        """
        [ca]
        default_ca = d
        [d]
        database = index.txt
        serial = serial
        new_certs_dir = .
        default_md = sha256
        policy = p
        [p]
        commonName = supplied
        """);
    Programs.run(
            folder,
            "openssl",
            "ca",
            "-batch",
            "-notext",
            "-config",
            "ca.cnf",
            "-cert",
            "ca.pem",
            "-keyfile",
            "ca.key",
            "-in",
            name + ".csr",
            "-out",
            name + ".crt",
            "-extfile",
            name + ".ext",
            "-startdate",
            "20260101000000Z",
            "-enddate",
            "20260201000000Z")
        .orFail();
  }
}
