package org.mailmedic.knowledge.build;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// `registries/*` → texts in which a name is found without reading them into tables.
final class RegistriesPart implements KnowledgeCompiler.Part {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
  private static final Pattern RULE = Pattern.compile("(!|\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*");
  private static final int MIN_TLDS = 1000;

  @Override
  public void compile(KnowledgeCompiler compiler) throws IOException {
    rdap(compiler);
    whois(compiler);
    suffixes(compiler);
    mailDomains(compiler);
    thresholds(compiler);
  }

  private static void rdap(KnowledgeCompiler compiler) throws IOException {
    Map<String, List<String>> tldsByServer = new LinkedHashMap<>();
    Set<String> taken = new LinkedHashSet<>();
    for (String name : List.of("registries/rdap-bootstrap.yaml", "registries/rdap-more.yaml")) {
      Map<?, ?> file = (Map<?, ?>) compiler.yaml(compiler.source(name));
      if (!String.valueOf(file.get("publication")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
        compiler.problem(name, "publication has to be a time");
      }
      for (Map.Entry<?, ?> entry : servers(file).entrySet()) {
        String server = String.valueOf(entry.getKey());
        checkBase(compiler, name, server);
        for (Object tld : (List<?>) entry.getValue()) {
          if (!LABEL.matcher(String.valueOf(tld)).matches()) {
            compiler.problem(name, tld + " is no TLD");
          }
          if (taken.add(String.valueOf(tld))) {
            tldsByServer.computeIfAbsent(server, s -> new ArrayList<>()).add(String.valueOf(tld));
          } else {
            compiler.problem(name, tld + " is named twice");
          }
        }
      }
    }
    if (taken.size() < MIN_TLDS) {
      compiler.problem("registries/rdap-bootstrap.yaml", "has only " + taken.size() + " TLDs");
    }
    StringBuilder text = new StringBuilder();
    tldsByServer.forEach((server, tlds) ->
        text.append(server).append(' ').append(String.join(" ", tlds)).append(" \n"));
    write(compiler, "registries/rdap.txt", text);
  }

  private static Map<?, ?> servers(Map<?, ?> file) {
    return (Map<?, ?>) Objects.requireNonNull(file.get("servers"), "servers");
  }

  // RFC 9224 section 3: base URLs end with a slash.
  private static void checkBase(KnowledgeCompiler compiler, String file, String server) {
    try {
      URI uri = new URI(server.replace("{tld}", "tld"));
      if (uri.getHost() == null || !server.startsWith("http") || !server.endsWith("/")) {
        compiler.problem(file, server + " is no base URL");
      }
    } catch (URISyntaxException e) {
      compiler.problem(file, String.valueOf(e.getMessage()));
    }
  }

  private static void whois(KnowledgeCompiler compiler) throws IOException {
    String name = "registries/whois-servers.yaml";
    StringBuilder text = new StringBuilder("\n");
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) compiler.yaml(compiler.source(name))).entrySet()) {
      String tld = String.valueOf(entry.getKey());
      String value = String.valueOf(entry.getValue());
      String host = value.split(" ", 2)[0];
      if (!LABEL.matcher(tld).matches() || !HOST.matcher(host).matches()) {
        compiler.problem(name, tld + ": " + value + " is no TLD and host");
      }
      if (!host.equals(value) && !value.contains("{domain}")) {
        compiler.problem(name, tld + ": the query lacks {domain}");
      }
      text.append(tld).append(' ').append(value).append('\n');
    }
    write(compiler, "registries/whois.txt", text);
  }

  private static void suffixes(KnowledgeCompiler compiler) throws IOException {
    String name = "registries/public-suffixes.txt";
    StringBuilder text = new StringBuilder("\n");
    for (String line : Files.readAllLines(compiler.source(name))) {
      if (!line.isBlank() && !line.startsWith("//")) {
        if (!RULE.matcher(line).matches()) {
          compiler.problem(name, line + " is no rule");
        }
        text.append(line).append('\n');
      }
    }
    write(compiler, "registries/public-suffixes.txt", text);
  }

  private static void mailDomains(KnowledgeCompiler compiler) throws IOException {
    String name = "registries/mail-domains.yaml";
    Set<String> domains = new LinkedHashSet<>();
    for (Object group : ((Map<?, ?>) compiler.yaml(compiler.source(name))).values()) {
      for (Object domain : (List<?>) group) {
        if (!HOST.matcher(String.valueOf(domain)).matches()) {
          compiler.problem(name, domain + " is no domain");
        }
        if (!domains.add(String.valueOf(domain))) {
          compiler.problem(name, domain + " is named twice");
        }
      }
    }
    write(
        compiler,
        "registries/mail-domains.txt",
        new StringBuilder(String.join("\n", domains)).append('\n'));
  }

  private static void thresholds(KnowledgeCompiler compiler) throws IOException {
    String name = "registries/thresholds.yaml";
    Map<?, ?> values = new TreeMap<>((Map<?, ?>) compiler.yaml(compiler.source(name)));
    if (values.size() != 1 || !(values.get("expiresSoonDays") instanceof Integer days)) {
      compiler.problem(name, "expiresSoonDays has to be a number, and the only key");
      return;
    }
    write(compiler, "registries/thresholds.txt", new StringBuilder().append(days).append('\n'));
  }

  private static void write(KnowledgeCompiler compiler, String name, StringBuilder text)
      throws IOException {
    try (DataOutputStream out = compiler.resource(name)) {
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
  }
}
