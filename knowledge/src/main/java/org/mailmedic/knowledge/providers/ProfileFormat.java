package org.mailmedic.knowledge.providers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the build keeps profiles, so that a start reads no YAML.
public final class ProfileFormat {
  private ProfileFormat() {}

  /// Writes a profile.
  public static void write(DataOutput out, ProviderProfile profile) throws IOException {
    out.writeUTF(profile.id());
    out.writeUTF(profile.name());
    writeTexts(out, profile.mxGlobs());
    writeTexts(out, profile.domains());
    writeTexts(out, profile.redirectOnly());
    out.writeByte(profile.mx().size());
    for (ProviderProfile.Mx mx : profile.mx()) {
      out.writeUTF(mx.host());
      out.writeShort(mx.priority());
    }
    writeText(out, profile.spf());
    writeTexts(out, profile.dkimSelectors());
    out.writeBoolean(profile.usernameIsAddress());
    out.writeByte(profile.signIn().size());
    for (ProviderProfile.SignIn way : profile.signIn()) {
      out.writeByte(way.ordinal());
    }
    for (List<ProviderProfile.Endpoint> endpoints :
        List.of(
            profile.imap(),
            profile.pop(),
            profile.submission(),
            profile.activesync(),
            profile.ews(),
            profile.mapi(),
            profile.autodiscover())) {
      writeEndpoints(out, endpoints);
    }
    writeText(out, profile.webmail());
    out.writeByte(profile.limits().size());
    for (Map.Entry<String, Long> limit : profile.limits().entrySet()) {
      out.writeUTF(limit.getKey());
      out.writeLong(limit.getValue());
    }
    ProviderProfile.Status status = profile.status();
    writeText(out, status == null ? null : status.type());
    if (status != null) {
      out.writeUTF(status.url());
      writeTexts(out, status.components());
    }
    ProviderProfile.Panel panel = profile.panel();
    writeText(out, panel == null ? null : panel.type());
    if (panel != null) {
      writeText(out, panel.product());
    }
    out.writeByte(profile.guide().size());
    for (Map.Entry<String, Map<String, String>> topic : profile.guide().entrySet()) {
      out.writeUTF(topic.getKey());
      out.writeByte(topic.getValue().size());
      for (Map.Entry<String, String> text : topic.getValue().entrySet()) {
        out.writeUTF(text.getKey());
        out.writeUTF(text.getValue());
      }
    }
  }

  static ProviderProfile read(DataInput in) throws IOException {
    return new ProviderProfile(
        in.readUTF(),
        in.readUTF(),
        readTexts(in),
        readTexts(in),
        readTexts(in),
        readMx(in),
        readText(in),
        readTexts(in),
        in.readBoolean(),
        readSignIn(in),
        readEndpoints(in),
        readEndpoints(in),
        readEndpoints(in),
        readEndpoints(in),
        readEndpoints(in),
        readEndpoints(in),
        readEndpoints(in),
        readText(in),
        readLimits(in),
        readStatus(in),
        readPanel(in),
        readGuide(in));
  }

  private static void writeText(DataOutput out, @Nullable String text) throws IOException {
    out.writeUTF(text == null ? "" : text);
  }

  private static @Nullable String readText(DataInput in) throws IOException {
    String text = in.readUTF();
    return text.isEmpty() ? null : text;
  }

  private static void writeTexts(DataOutput out, List<String> texts) throws IOException {
    out.writeByte(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  static List<String> readTexts(DataInput in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  private static List<ProviderProfile.SignIn> readSignIn(DataInput in) throws IOException {
    List<ProviderProfile.SignIn> ways = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      ways.add(ProviderProfile.SignIn.values()[in.readByte()]);
    }
    return ways;
  }

  private static List<ProviderProfile.Mx> readMx(DataInput in) throws IOException {
    List<ProviderProfile.Mx> records = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      records.add(new ProviderProfile.Mx(in.readUTF(), in.readUnsignedShort()));
    }
    return records;
  }

  private static void writeEndpoints(DataOutput out, List<ProviderProfile.Endpoint> endpoints)
      throws IOException {
    out.writeByte(endpoints.size());
    for (ProviderProfile.Endpoint endpoint : endpoints) {
      out.writeUTF(endpoint.host());
      out.writeShort(endpoint.port());
      out.writeUTF(endpoint.security());
    }
  }

  private static List<ProviderProfile.Endpoint> readEndpoints(DataInput in) throws IOException {
    List<ProviderProfile.Endpoint> endpoints = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      endpoints.add(
          new ProviderProfile.Endpoint(in.readUTF(), in.readUnsignedShort(), in.readUTF()));
    }
    return endpoints;
  }

  private static Map<String, Long> readLimits(DataInput in) throws IOException {
    Map<String, Long> limits = new LinkedHashMap<>();
    for (int n = in.readByte(); n > 0; n--) {
      limits.put(in.readUTF(), in.readLong());
    }
    return limits;
  }

  private static ProviderProfile.@Nullable Status readStatus(DataInput in) throws IOException {
    String type = readText(in);
    return type == null ? null : new ProviderProfile.Status(type, in.readUTF(), readTexts(in));
  }

  private static ProviderProfile.@Nullable Panel readPanel(DataInput in) throws IOException {
    String type = readText(in);
    return type == null ? null : new ProviderProfile.Panel(type, readText(in));
  }

  private static Map<String, Map<String, String>> readGuide(DataInput in) throws IOException {
    Map<String, Map<String, String>> guide = new LinkedHashMap<>();
    for (int n = in.readByte(); n > 0; n--) {
      String topic = in.readUTF();
      Map<String, String> texts = new LinkedHashMap<>();
      for (int m = in.readByte(); m > 0; m--) {
        texts.put(in.readUTF(), in.readUTF());
      }
      guide.put(topic, texts);
    }
    return guide;
  }
}
