package dev.weir.agent.app;

import dev.weir.agent.link.Connector;
import dev.weir.agent.link.Home;
import dev.weir.agent.link.Residence;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.EnrolReply;
import java.io.IOException;

/** The home that stands in {@code enrolment.json}, and the way there. */
final class EnrolledHome implements Residence {
  private final Enrolment enrolment;
  private final Transports transports;
  private final DeviceId device;
  private final Credentials credentials;
  private final FollowingSource payloads;
  private Home home;
  private Transports.Way way;

  /** Fails where the region lacks an endpoint that this device needs. */
  EnrolledHome(
      Enrolment enrolment,
      EnrolReply reply,
      Transports transports,
      DeviceId device,
      Credentials credentials)
      throws IOException {
    this.enrolment = enrolment;
    this.transports = transports;
    this.device = device;
    this.credentials = credentials;
    this.home = new Home(reply.region(), reply.endpoints());
    this.way = transports.to(home.endpoints(), device, credentials);
    this.payloads = new FollowingSource(way.payloads());
  }

  @Override
  public Home home() {
    return home;
  }

  @Override
  public void move(Home next) throws IOException {
    Transports.Way there = transports.to(next.endpoints(), device, credentials);
    try {
      enrolment.move(next);
    } catch (IOException e) {
      there.payloads().close();
      throw e;
    }
    home = next;
    way = there;
    payloads.follow(there.payloads());
  }

  /** Leads to the home of the moment. */
  Connector connector() {
    return listener -> way.connector().open(listener);
  }

  PayloadSource payloads() {
    return payloads;
  }
}
