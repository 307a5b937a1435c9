package io.coinslot.simulators.appstore;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.apple.itunes.storekit.client.APIException;
import io.coinslot.simulators.OpenMarkets;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The simulated App Store, opened once for a class, and a developer who asks it through Apple's own library. */
@ResourceLock("the open markets of the App Store")
abstract class AppStoreSale {
    static final String FOR_230_YEN = "\"price\":{\"amount\":\"230\",\"currency\":\"JPY\"}";

    @TempDir
    static Path data;

    static OpenMarkets markets;
    static AppleDeveloper apple;

    @BeforeAll
    static void open() {
        markets = new OpenMarkets(data);
        apple = new AppleDeveloper(markets, "arcade");
    }

    @AfterAll
    static void close() {
        markets.close();
    }

    @AfterEach
    void heal() {
        markets.delete("/control/app-store/faults");
    }

    static APIException refusal(ThrowingCallable call) {
        return catchThrowableOfType(APIException.class, call);
    }
}
