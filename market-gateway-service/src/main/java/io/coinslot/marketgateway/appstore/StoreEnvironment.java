package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.model.Environment;
import io.coinslot.marketgateway.market.MarketFailure;

/**
 * The environments that a link can be of. There are two on purpose: for Xcode and for local testing Apple's library
 * believes what nobody has signed, so nothing may ever lead to those.
 */
enum StoreEnvironment {
    /** Real money. */
    PRODUCTION(Environment.PRODUCTION),
    /** Testers' purchases, for which nobody pays. */
    SANDBOX(Environment.SANDBOX);

    private final Environment ofLibrary;

    StoreEnvironment(Environment ofLibrary) {
        this.ofLibrary = ofLibrary;
    }

    Environment ofLibrary() {
        return ofLibrary;
    }

    static StoreEnvironment of(String name) throws MarketFailure {
        return switch (name) {
            case "PRODUCTION" -> PRODUCTION;
            case "SANDBOX" -> SANDBOX;
            default ->
                throw MarketFailure.declined(
                        MarketFailure.LINK_INCOMPLETE, "The setting environment must be PRODUCTION or SANDBOX");
        };
    }
}
