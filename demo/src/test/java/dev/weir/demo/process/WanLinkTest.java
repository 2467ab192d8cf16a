package dev.weir.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WanLinkTest {
  private ServerSocket global;
  private WanLink link;

  @BeforeEach
  void open() throws IOException {
    global = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    link = WanLink.open(() -> URI.create("https://127.0.0.1:" + global.getLocalPort()));
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    global.close();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), link.address().getPort());
  }

  /** Whether what one end says is heard at the other, both ways. */
  private void talk(Socket region, Socket there) throws IOException {
    region.getOutputStream().write('?');
    assertThat(there.getInputStream().read()).isEqualTo('?');
    there.getOutputStream().write('!');
    assertThat(region.getInputStream().read()).isEqualTo('!');
  }

  /** A closed connection ends, or breaks. */
  private static boolean isOver(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void whatIsOpenIsClosedByACutAndNothingGetsThroughUntilItIsJoined() throws IOException {
    try (Socket region = connect();
        Socket there = global.accept()) {
      talk(region, there);
      link.cut();
      assertThat(isOver(region)).isTrue();
      assertThat(isOver(there)).isTrue();
    }
    try (Socket refused = connect()) {
      assertThat(isOver(refused)).isTrue();
    }
    link.join();
    try (Socket region = connect();
        Socket there = global.accept()) {
      talk(region, there);
    }
  }
}
