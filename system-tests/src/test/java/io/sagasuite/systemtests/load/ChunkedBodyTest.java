package io.sagasuite.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkedBodyTest {

  private static final String WHOLE = "head:4\r\nWiki\r\nb\r\npedia in\r\nx\r\n0\r\n\r\n";

  @Test
  void putsTheChunksTogether() {
    assertThat(ChunkedBody.in(WHOLE, 5)).contains("Wikipedia in\r\nx");
  }

  @Test
  void waitsForWhatIsMissing() {
    for (int end = 5; end < WHOLE.length(); end++) {
      assertThat(ChunkedBody.in(WHOLE.substring(0, end), 5)).isEmpty();
    }
  }
}
