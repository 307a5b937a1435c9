package io.coinslot.marketgateway.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToldTest {
    @Test
    void showsOfWhatMayBeATokenOnlyTheBeginning() {
        assertThat(Told.of("there is no mnopqrstuvwxyz0123456789.AO-J1Oz at all"))
                .isEqualTo("there is no mnopqr… at all");
        assertThat(Told.of("tokens/abcdefghij0123456789abcdefghij:consume")).isEqualTo("tokens…:consume");
    }

    @Test
    void leavesNamesAndCodesAsTheyAre() {
        String names = "DECLINED MARKET_ACCESS_REFUSED: of an unknown kind: [pendingRefundReviewNotification] HTTP_503";
        assertThat(Told.of(names)).isEqualTo(names);
    }

    @Test
    void isOneLineThatIsNotLong() {
        assertThat(Told.of(" two\r\nlines\u2028\u0000 ")).isEqualTo("two lines");
        assertThat(Told.of("word ".repeat(20_000))).hasSize(301).endsWith("…");
        assertThat(Told.of("a".repeat(1_000_000))).hasSize(301);
    }

    @Test
    void trustsTheWordsOfMarketFailuresAlone() {
        assertThat(Told.of(MarketFailure.declined("NOT_FOUND", "no such purchase")))
                .isEqualTo("DECLINED NOT_FOUND: no such purchase");
        assertThat(Told.of(new IllegalArgumentException("secret"))).isEqualTo("IllegalArgumentException");
        assertThat(Told.of((Throwable) null)).isNotBlank();
    }
}
