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
            .claimedBy("req_1");

    @Test
    void signsWithTheFirstSecretUntilItIsRotated() {
        assertThat(service.secretGeneration()).isEqualTo(1);
        assertThat(service.previousSecretValidUntil()).isNull();

        RegisteredService rotated = service.rotated("req_2", LATER, NOW);

        assertThat(rotated.secretGeneration()).isEqualTo(2);
        assertThat(rotated.previousSecretValidUntil()).isEqualTo(LATER);
        assertThat(rotated.rotationBy("req_2")).contains(new SecretRotation("req_2", 2, LATER));
        assertThat(rotated.version()).isEqualTo(2);
    }

    @Test
    void keepsCountingWhenOldRotationsAreForgotten() {
        RegisteredService rotated = service;
        for (int time = 0; time < 150; time++) {
            rotated = rotated.rotated("req_" + time, LATER, NOW);
        }
        assertThat(rotated.secretGeneration()).isEqualTo(151);
        assertThat(rotated.rotations()).hasSize(100);
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
