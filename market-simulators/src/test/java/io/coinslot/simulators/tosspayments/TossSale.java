package io.coinslot.simulators.tosspayments;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shop at the simulated Toss Payments, and an order of 1200 won that nobody has had before. */
abstract class TossSale {
    @TempDir
    Path folder;

    OpenMarkets markets;
    TossMerchant merchant;
    final String order = "order-" + UUID.randomUUID();

    @BeforeEach
    void open() {
        markets = new OpenMarkets(folder);
        merchant = new TossMerchant(markets, "arcade");
    }

    @AfterEach
    void close() {
        markets.close();
    }

    String authorised(String more) {
        return merchant.authorised(order, 1200, more).path("paymentKey").stringValue();
    }

    String paid() {
        String paymentKey = authorised("");
        assertThat(merchant.confirm(paymentKey, order, 1200, "").status()).isEqualTo(200);
        return paymentKey;
    }

    void faults(String json) {
        markets.post("/control/toss-payments/faults", json);
    }

    String status(String paymentKey) {
        return merchant.get("/v1/payments/" + paymentKey).body().path("status").stringValue();
    }
}
