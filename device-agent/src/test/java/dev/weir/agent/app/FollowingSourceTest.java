package dev.weir.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.id.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FollowingSourceTest {
  private static final Digest ARTIFACT = Digest.of(new byte[1]);
  private static final Fetched NOTHING = new Fetched.Refused("there is nothing");

  private final Source north = new Source("north");
  private final Source south = new Source("south");
  private final Source west = new Source("west");
  private final FollowingSource source = new FollowingSource(north);
  private final List<Fetched> fetched = new ArrayList<>();

  private static final class Source implements PayloadSource {
    private final String name;
    private final List<Consumer<Fetched>> asked = new ArrayList<>();
    private int closed;

    Source(String name) {
      this.name = name;
    }

    @Override
    public String path() {
      return name;
    }

    @Override
    public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
      asked.add(reply);
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private void fetch() {
    source.fetch(ARTIFACT, 0, 1, fetched::add);
  }

  @Test
  void whatIsAskedForAfterAMoveComesFromTheNewRegion() {
    fetch();
    north.asked.get(0).accept(NOTHING);
    source.follow(south);
    assertThat(north.closed).isEqualTo(1);
    fetch();
    assertThat(source.path()).isEqualTo("south");
    assertThat(south.asked).hasSize(1);
    assertThat(south.closed).isZero();
  }

  @Test
  void whatIsUnderWayStillComesFromTheOldOne() {
    fetch();
    source.follow(south);
    source.follow(west);
    assertThat(north.closed).isZero();
    assertThat(south.closed).isEqualTo(1);
    north.asked.get(0).accept(NOTHING);
    assertThat(fetched).containsExactly(NOTHING);
    assertThat(north.closed).isEqualTo(1);
    fetch();
    west.asked.get(0).accept(NOTHING);
    assertThat(west.closed).isZero();
  }

  @Test
  void theEndIsTheEndOfAll() {
    fetch();
    source.follow(south);
    source.close();
    assertThat(north.closed).isEqualTo(1);
    assertThat(south.closed).isEqualTo(1);
  }
}
