package org.mailmedic.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FlattenTest {
  /// What the rewritten classes are made from; every answer is compared with theirs.
  public static final class Subject implements Supplier<List<Object>> {
    sealed interface Shape permits Dot, Line, Area {}

    record Dot() implements Shape {}

    record Line(double length, String name) implements Shape {}

    record Area(
        byte b, short s, char c, int i, long l, float f, double d, boolean z, List<String> names)
        implements Shape {}

    interface Judge {
      static String of(Object some) {
        return switch (some) {
          case null -> "null";
          case String text when text.isEmpty() -> "empty";
          case CharSequence text -> "text " + text.length();
          case Line(double length, String name) when length > 1 -> "long " + name;
          case Line line -> "line " + line.name();
          case Area area -> "area";
          case Integer number when number > 5 -> "big";
          case Integer number -> "small";
          case int[] numbers -> "numbers " + numbers.length;
          default -> "other";
        };
      }
    }

    static String shape(Shape shape) {
      return switch (shape) {
        case Dot dot -> "dot";
        case Line line -> "line";
        case Area area -> "area";
      };
    }

    @Override
    public List<Object> get() {
      Area one = new Area((byte) 1, (short) 2, '3', 4, 5L, 6f, Double.NaN, true, List.of("x"));
      Area same = new Area((byte) 1, (short) 2, '3', 4, 5L, 6f, Double.NaN, true, List.of("x"));
      Area other = new Area((byte) 1, (short) 2, '3', 4, 5L, 6f, Double.NaN, true, List.of("y"));
      List<Object> answers = new ArrayList<>();
      Object[] some = {
        null,
        "",
        "abc",
        new StringBuilder("ab"),
        new Line(2, "a"),
        new Line(0, "b"),
        one,
        3,
        9,
        new int[2],
        'x',
        new Dot()
      };
      for (Object each : some) {
        answers.add(Judge.of(each));
      }
      answers.add(shape(new Dot()) + shape(new Line(0, "")) + shape(one));
      Object[] values = {
        one,
        same,
        other,
        new Line(0.0, null),
        new Line(-0.0, null),
        new Line(0.0, null),
        new Dot(),
        new Dot(),
        null,
        "x"
      };
      for (Object value : values) {
        answers.add(value == null ? 0 : value.hashCode());
        for (Object against : values) {
          answers.add(value != null && value.equals(against));
        }
      }
      answers.add(one.toString());
      return answers;
    }
  }

  /// Loads the nested classes of [Subject] afresh, flattened.
  private static final class Flat extends ClassLoader {
    final List<String> spun = new ArrayList<>();

    Flat() {
      super(FlattenTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Subject.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      String file = "/" + name.replace('.', '/') + ".class";
      try (InputStream in = FlattenTest.class.getResourceAsStream(file)) {
        byte[] flat = Flatten.flat(in.readAllBytes());
        note(flat);
        return defineClass(name, flat, 0, flat.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    private void note(byte[] bytes) {
      for (var method : ClassFile.of().parse(bytes).methods()) {
        method
            .code()
            .ifPresent(code ->
                code.forEach(element -> {
                  if (element instanceof InvokeDynamicInstruction call) {
                    spun.add(call.bootstrapMethod().methodName() + call.name());
                  }
                }));
      }
    }
  }

  @Test
  void theSameIsAnsweredWithoutSpunCode() throws ReflectiveOperationException {
    Flat loader = new Flat();
    Object flat = loader.loadClass(Subject.class.getName()).getConstructor().newInstance();

    assertThat(((Supplier<?>) flat).get()).isEqualTo(new Subject().get());

    assertThat(loader.spun)
        .noneMatch(call -> call.contains("typeSwitch"))
        .noneMatch(call -> call.equals("bootstrapequals") || call.equals("bootstraphashCode"))
        .anyMatch(call -> call.equals("bootstraptoString"));
  }
}
