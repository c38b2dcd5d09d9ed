package org.mailmedic.engine.world;

/// How a name server is asked.
public enum DnsTransport {
  UDP,
  TCP
}
