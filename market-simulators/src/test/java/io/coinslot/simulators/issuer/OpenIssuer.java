package io.coinslot.simulators.issuer;

import io.coinslot.simulators.OpenMarkets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running bank, and a payment server that may order tokens from it. */
abstract class OpenIssuer {
    /** The bank approves this card. */
    static final String GOOD = "4111111111111111";

    @TempDir
    Path folder;

    OpenMarkets markets;
    TokenRequestor requestor;

    @BeforeEach
    void openIssuer() {
        markets = new OpenMarkets(folder);
        requestor = new TokenRequestor(markets, "coinslot");
    }

    /** All is stopped, and started again on what it wrote down. */
    void reopenIssuer() {
        closeIssuer();
        openIssuer();
    }

    @AfterEach
    void closeIssuer() {
        requestor.close();
        markets.close();
    }
}
