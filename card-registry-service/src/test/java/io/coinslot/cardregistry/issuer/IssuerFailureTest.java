package io.coinslot.cardregistry.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IssuerFailureTest {
    private static final Duration USUAL = Duration.ofMinutes(10);

    private static Duration wait(Duration asked) {
        return new IssuerFailure(IssuerFailure.Kind.RETRY_LATER, "SYSTEM_BUSY", asked, null).waitBeyond(USUAL);
    }

    @Test
    void isWaitedForAsLongAsTheCompanyAsksAndNoShorterThanUsual() {
        assertThat(wait(Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
        assertThat(wait(Duration.ofMinutes(7)))
                .as("jitter could make the usual wait shorter than that")
                .isEqualTo(USUAL);
        assertThat(wait(Duration.ofSeconds(5))).as("the usual wait").isNull();
        assertThat(wait(null)).as("the usual wait").isNull();
    }
}
