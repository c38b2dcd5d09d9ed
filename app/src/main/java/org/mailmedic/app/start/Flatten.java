package org.mailmedic.app.start;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Rewrites the program's own classes so that pattern switches, and the `equals` and `hashCode` of
/// records, are plain code. The compiler leaves both to be spun by the JVM when they are first
/// used, and JDK 25's start-up cache keeps nothing of that: each costs a diagnosis milliseconds
/// (docs/startup.md). Called by `tools/prepare` for the jars that `./mailmedic` starts.
public final class Flatten {
  private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final String NAME = "flat$";

  private Flatten() {}

  /// @param arguments the folder whose `mailmedic*.jar` files are rewritten
  public static void main(String[] arguments) throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(Path.of(arguments[0]), "mailmedic*.jar")) {
      for (Path jar : jars) {
        rewrite(jar);
      }
    }
  }

  private static void rewrite(Path jar) throws IOException {
    Path flat = jar.resolveSibling(jar.getFileName() + ".flat");
    try (JarFile from = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(flat);
        JarOutputStream to = new JarOutputStream(file)) {
      for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        boolean code = entry.getName().endsWith(".class");
        put(to, entry, code ? flat(bytes) : bytes);
      }
    }
    Files.move(flat, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Not compressed: every start reads some of it.
  private static void put(JarOutputStream to, JarEntry entry, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    JarEntry copy = new JarEntry(entry.getName());
    copy.setMethod(JarEntry.STORED);
    copy.setTime(entry.getTime());
    copy.setSize(bytes.length);
    copy.setCrc(sum.getValue());
    to.putNextEntry(copy);
    to.write(bytes);
  }

  /// The same class without what the JVM would have to spin for it.
  static byte[] flat(byte[] bytes) {
    ClassHierarchyResolver types =
        ClassHierarchyResolver.ofResourceParsing(Flatten.class.getClassLoader())
            .orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile format = ClassFile.of(ClassHierarchyResolverOption.of(types));
    ClassModel model = format.parse(bytes);
    Additions added = new Additions(model);
    ClassTransform calls =
        ClassTransform.transformingMethodBodies(
            Flatten::hasSpun, (code, element) -> added.accept(code, element));
    return format.transformClass(model, calls.andThen(ClassTransform.endHandler(added::write)));
  }

  private static boolean hasSpun(MethodModel method) {
    CodeModel code = method.code().orElse(null);
    if (code != null) {
      for (CodeElement element : code) {
        if (element instanceof InvokeDynamicInstruction call && Spun.of(call) != null) {
          return true;
        }
      }
    }
    return false;
  }

  /// What stands in for a call that the JVM would spin code for.
  private sealed interface Spun {
    static @Nullable Spun of(InvokeDynamicInstruction call) {
      DirectMethodHandleDesc by = call.bootstrapMethod();
      if (by.owner().equals(SWITCHES) && by.methodName().equals("typeSwitch")) {
        return TypeSwitch.of(call);
      }
      boolean record = by.owner().equals(RECORDS);
      String name = call.name().stringValue();
      if (record && name.equals("hashCode")) {
        return new Hash(call.typeSymbol(), fields(call));
      }
      if (record && name.equals("equals")) {
        return new Equal(call.typeSymbol(), fields(call));
      }
      return null;
    }

    private static List<DirectMethodHandleDesc> fields(InvokeDynamicInstruction call) {
      List<DirectMethodHandleDesc> fields = new ArrayList<>();
      for (ConstantDesc argument : call.bootstrapArgs()) {
        if (argument instanceof DirectMethodHandleDesc getter) {
          fields.add(getter);
        }
      }
      return fields;
    }

    MethodTypeDesc type();

    void write(CodeBuilder code);
  }

  /// `int f(T selector, int from)`: the first label from there that the selector is an instance of
  /// (java.lang.runtime.SwitchBootstraps).
  private record TypeSwitch(MethodTypeDesc type, List<ClassDesc> labels) implements Spun {
    static @Nullable TypeSwitch of(InvokeDynamicInstruction call) {
      List<ClassDesc> labels = new ArrayList<>();
      for (ConstantDesc label : call.bootstrapArgs()) {
        if (!(label instanceof ClassDesc type)) {
          return null; // constants among the labels: left as they are
        }
        labels.add(type);
      }
      return new TypeSwitch(call.typeSymbol(), labels);
    }

    @Override
    public void write(CodeBuilder code) {
      code.aload(0).ifThen(Opcode.IFNULL, then -> then.iconst_m1().ireturn());
      for (int i = 0; i < labels.size(); i++) {
        int at = i;
        code.iload(1)
            .loadConstant(at)
            .ifThen(
                Opcode.IF_ICMPLE,
                inReach ->
                    inReach
                        .aload(0)
                        .instanceOf(labels.get(at))
                        .ifThen(is -> is.loadConstant(at).ireturn()));
      }
      code.loadConstant(labels.size()).ireturn();
    }
  }

  /// The `hashCode` of a record (java.lang.runtime.ObjectMethods).
  private record Hash(MethodTypeDesc type, List<DirectMethodHandleDesc> fields) implements Spun {
    @Override
    public void write(CodeBuilder code) {
      code.iconst_0();
      for (DirectMethodHandleDesc field : fields) {
        code.loadConstant(31).imul().aload(0);
        ClassDesc value = get(code, field);
        code.invokestatic(
            value.isPrimitive() ? boxed(value) : OBJECTS,
            "hashCode",
            MethodTypeDesc.of(
                ConstantDescs.CD_int, value.isPrimitive() ? value : ConstantDescs.CD_Object));
        code.iadd();
      }
      code.ireturn();
    }
  }

  /// The `equals` of a record (java.lang.runtime.ObjectMethods).
  private record Equal(MethodTypeDesc type, List<DirectMethodHandleDesc> fields) implements Spun {
    @Override
    public void write(CodeBuilder code) {
      ClassDesc self = type.parameterType(0);
      code.aload(0).aload(1).ifThen(Opcode.IF_ACMPEQ, then -> then.iconst_1().ireturn());
      code.aload(1).instanceOf(self).ifThen(Opcode.IFEQ, then -> then.iconst_0().ireturn());
      for (DirectMethodHandleDesc field : fields) {
        code.aload(0);
        get(code, field);
        code.aload(1).checkcast(self);
        ClassDesc value = get(code, field);
        if (value.isPrimitive()) {
          code.invokestatic(
              boxed(value), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, value, value));
          code.ifThen(then -> then.iconst_0().ireturn());
        } else {
          code.invokestatic(
              OBJECTS,
              "equals",
              MethodTypeDesc.of(
                  ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object));
          code.ifThen(Opcode.IFEQ, then -> then.iconst_0().ireturn());
        }
      }
      code.iconst_1().ireturn();
    }
  }

  private static ClassDesc get(CodeBuilder code, DirectMethodHandleDesc getter) {
    ClassDesc value = getter.invocationType().returnType();
    code.getfield(getter.owner(), getter.methodName(), value);
    return value;
  }

  private static ClassDesc boxed(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      default -> ConstantDescs.CD_Integer;
    };
  }

  /// The methods that a class is given.
  private static final class Additions {
    private final ClassDesc self;
    private final boolean inInterface;
    private final Map<Spun, String> methods = new LinkedHashMap<>();

    Additions(ClassModel model) {
      this.self = model.thisClass().asSymbol();
      this.inInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    void accept(CodeBuilder code, CodeElement element) {
      Spun spun = element instanceof InvokeDynamicInstruction call ? Spun.of(call) : null;
      if (spun == null) {
        code.with(element);
      } else {
        String name = methods.computeIfAbsent(spun, fresh -> NAME + methods.size());
        code.invokestatic(self, name, spun.type(), inInterface);
      }
    }

    void write(ClassBuilder builder) {
      int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
      methods.forEach(
          (spun, name) -> builder.withMethodBody(name, spun.type(), flags, spun::write));
    }
  }
}
