package io.coinslot.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegisteredServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private final RegisteredService service = RegisteredService.created(
                    new ServiceId("arcade"), "Arcade", "KRW", null, NOW)
            .claimedBy("req_1", "f");

    @Test
    void signsWithTheFirstSecretUntilItIsRotated() {
        assertThat(service.secretGeneration()).isEqualTo(1);
        assertThat(service.previousSecretValidUntil()).isNull();

        RegisteredService rotated = service.rotated("req_2", LATER, NOW);

        assertThat(rotated.secretGeneration()).isEqualTo(2);
        assertThat(rotated.previousSecretValidUntil()).isEqualTo(LATER);
        assertThat(rotated.rotationBy("req_2", NOW)).contains(new SecretRotation("req_2", 2, LATER, NOW));
        assertThat(rotated.version()).isEqualTo(2);
    }

    @Test
    void keepsEachFormerSecretForAsLongAsWasPromised() {
        Instant nextDay = NOW.plus(Duration.ofDays(1));
        RegisteredService twice =
                service.rotated("req_2", nextDay, NOW).rotated("req_3", nextDay.plusSeconds(60), LATER);

        assertThat(twice.formerSecrets(LATER))
                .containsExactly(new FormerSecret(2, nextDay.plusSeconds(60)), new FormerSecret(1, nextDay));
        assertThat(twice.formerSecrets(nextDay)).containsExactly(new FormerSecret(2, nextDay.plusSeconds(60)));
        assertThat(twice.formerSecrets(nextDay.plusSeconds(60))).isEmpty();
    }

    @Test
    void endsAllFormerSecretsWithTheOneThatIsNotKept() {
        RegisteredService leaked =
                service.rotated("req_2", LATER.plusSeconds(60), NOW).rotated("req_3", LATER, LATER);
        assertThat(leaked.formerSecrets(LATER)).isEmpty();

        RegisteredService again = leaked.rotated("req_4", LATER.plusSeconds(90), LATER);
        assertThat(again.formerSecrets(LATER)).containsExactly(new FormerSecret(3, LATER.plusSeconds(90)));
    }

    @Test
    void keepsABoundedNumberOfSecretsButCanAlwaysEndThem() {
        RegisteredService rotated = service;
        for (int time = 0; time < RegisteredService.MOST_FORMER_SECRETS; time++) {
            assertThat(rotated.keepsTooManySecrets(LATER, NOW)).isFalse();
            rotated = rotated.rotated("req_" + time, LATER, NOW);
        }
        assertThat(rotated.keepsTooManySecrets(LATER, NOW)).isTrue();
        assertThat(rotated.keepsTooManySecrets(NOW, NOW)).isFalse();
        assertThat(rotated.keepsTooManySecrets(LATER.plusSeconds(1), LATER)).isFalse();
    }

    @Test
    void remembersEveryRotationForAMonthAndKeepsCountingAfterwards() {
        RegisteredService rotated = service;
        for (int time = 0; time < RegisteredService.MOST_ROTATIONS; time++) {
            assertThat(rotated.hasRotatedTooOften(NOW)).isFalse();
            rotated = rotated.rotated("req_" + time, LATER, NOW);
        }
        assertThat(rotated.rotationBy("req_0", NOW)).isPresent();
        assertThat(rotated.hasRotatedTooOften(NOW.plus(Duration.ofDays(30)))).isTrue();
        Instant afterAMonth = NOW.plus(Duration.ofDays(31));
        assertThat(rotated.hasRotatedTooOften(afterAMonth)).isFalse();
        assertThat(rotated.rotationBy("req_0", afterAMonth)).isEmpty();

        RegisteredService again = rotated.rotated("req_again", LATER, afterAMonth);
        assertThat(again.secretGeneration()).isEqualTo(RegisteredService.MOST_ROTATIONS + 2);
        assertThat(again.rotations()).hasSize(1);
    }

    /** Those that were stored without their time are remembered for a month after the old secret's. */
    @Test
    void remembersRotationsOfUnknownTimeLongEnough() {
        SecretRotation old = new SecretRotation("req_2", 2, NOW, null);

        assertThat(old.isRememberedAt(NOW.plus(Duration.ofDays(30)))).isTrue();
        assertThat(old.isRememberedAt(NOW.plus(Duration.ofDays(31)))).isFalse();
    }

    @Test
    void hasOneLinkPerMarket() {
        MarketLink first = new MarketLink("stripe", true, Map.of(), "sealed");
        MarketLink second = new MarketLink("stripe", false, Map.of(), "sealed");

        RegisteredService linked = service.linked(first, NOW).linked(second, LATER);

        assertThat(linked.links()).containsExactly(second);
        assertThat(linked.version()).isEqualTo(3);
        assertThat(linked.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void staysAsItIsWhenTheSameLinkIsMadeAgain() {
        MarketLink link = new MarketLink("stripe", true, Map.of(), "sealed");
        RegisteredService linked = service.linked(link, NOW);

        assertThat(linked.linked(link, LATER)).isSameAs(linked);
    }

    @Test
    void knowsWhetherADescriptionChangesIt() {
        assertThat(service.hasDescription("Arcade", null, List.of())).isTrue();
        assertThat(service.hasDescription("Arcade", null, List.of("terms"))).isFalse();
        assertThat(service.hasDescription("Arcade", "https://game.example", List.of()))
                .isFalse();
    }
}
