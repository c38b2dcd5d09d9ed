package org.mailmedic.knowledge.replies;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Rows of small numbers, one behind the other in one array: loaded at once, however many there
/// are.
///
/// @param starts where each row begins, and where the last one ends
/// @param cells the numbers, -32,768 to 32,767
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown to others
record Rows(int[] starts, short[] cells) {

  static Rows of(List<int[]> rows) {
    int[] starts = new int[rows.size() + 1];
    for (int i = 0; i < rows.size(); i++) {
      starts[i + 1] = starts[i] + rows.get(i).length;
    }
    short[] cells = new short[starts[rows.size()]];
    int at = 0;
    for (int[] row : rows) {
      for (int cell : row) {
        if (cell != (short) cell) {
          throw new IllegalArgumentException("too many words or phrases: " + cell);
        }
        cells[at++] = (short) cell;
      }
    }
    return new Rows(starts, cells);
  }

  int count() {
    return starts.length - 1;
  }

  int length(int row) {
    return starts[row + 1] - starts[row];
  }

  int cell(int row, int at) {
    return cells[starts[row] + at];
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(starts.length);
    for (int start : starts) {
      out.writeInt(start);
    }
    out.writeInt(cells.length);
    for (short cell : cells) {
      out.writeShort(cell);
    }
  }

  static Rows read(ByteBuffer in) {
    int[] starts = new int[in.getInt()];
    in.asIntBuffer().get(starts);
    in.position(in.position() + starts.length * Integer.BYTES);
    short[] cells = new short[in.getInt()];
    in.asShortBuffer().get(cells);
    in.position(in.position() + cells.length * Short.BYTES);
    return new Rows(starts, cells);
  }
}
