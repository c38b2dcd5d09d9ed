package org.mailmedic.engine.world.live.dns;

import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// What is asked, class IN. Names compare without regard to case.
///
/// @param name absolute
/// @param type RR type number
record Question(Name name, int type) {
  @Override
  public String toString() {
    return name + " " + Type.string(type);
  }
}
