package io.coinslot.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private final ClientSecrets secrets = new ClientSecrets(new byte[32]);

    @Test
    void leavesNothingButTheNewSecretIfThatIsAsked() {
        ClientRecord client = ClientRecord.ofService("arcade").withKeySet("{}");
        assertThat(client.rotated("key-1", NOW, NOW).keySetJson()).isEqualTo("{}");
        ClientRecord alone = client.rotatedAlone("key-1", NOW, NOW, null);
        assertThat(alone.keySetJson()).isNull();
        assertThat(alone.validGenerations(NOW)).containsExactly(2);
        assertThat(alone.withKeySet("{}").rotatedAlone("key-1", NOW, NOW, null).keySetJson())
                .as("a repeated request")
                .isEqualTo("{}");
    }

    @Test
    void keepsTheOldSecretValidUntilItsTime() {
        ClientRecord rotated = ClientRecord.ofService("arcade").rotated("key-1", NOW.plusSeconds(60), NOW);

        assertThat(rotated.validGenerations(NOW.plusSeconds(59))).containsExactly(2, 1);
        assertThat(rotated.validGenerations(NOW.plusSeconds(60))).containsExactly(2);
    }

    @Test
    void rotatesOnceForOneKey() {
        ClientRecord once = ClientRecord.ofService("arcade").rotated("key-1", NOW.plusSeconds(60), NOW);

        assertThat(once.rotated("key-1", NOW.plusSeconds(90), NOW.plusSeconds(5)))
                .isSameAs(once);
        assertThat(once.rotated("key-2", NOW.plusSeconds(90), NOW.plusSeconds(5))
                        .validGenerations(NOW.plusSeconds(6)))
                .containsExactly(3, 2, 1);
    }

    /** Else the secret that is to be replaced would go on being valid. */
    @Test
    void rotatesAnewForAKeyThatHoldsNoLonger() {
        ClientRecord once = ClientRecord.ofService("arcade").rotated("key-1", NOW.plusSeconds(60), NOW);

        Instant later = NOW.plus(Duration.ofDays(61));
        assertThat(once.rotated("key-1", later, later)).satisfies(again -> {
            assertThat(again.validGenerations(later)).containsExactly(3);
            assertThat(again.rotationOf("key-1").orElseThrow().generation()).isEqualTo(3);
        });
    }

    /** Which secret leaked may be found out only after the next rotation. */
    @Test
    void endsEveryFormerSecretWithTheOneThatIsReplaced() {
        Instant inAMonth = NOW.plus(Duration.ofDays(30));
        ClientRecord once = ClientRecord.ofService("arcade").rotated("key-1", inAMonth, NOW);

        assertThat(once.rotated("key-2", NOW.plusSeconds(60), NOW).validGenerations(NOW.plusSeconds(59)))
                .containsExactly(3, 2, 1);
        assertThat(once.rotated("key-2", NOW.plusSeconds(60), NOW).validGenerations(NOW.plusSeconds(60)))
                .containsExactly(3);
        ClientRecord ended = once.rotated("key-2", NOW, NOW);
        assertThat(ended.validGenerations(NOW)).containsExactly(3);
        assertThat(ended.rotated("key-1", inAMonth, NOW)).isSameAs(ended);
        assertThat(ended.rotationOf("key-1").orElseThrow().oldValidUntil()).isEqualTo(inAMonth);
    }

    @Test
    void lengthensTheLifeOfNoFormerSecret() {
        ClientRecord once = ClientRecord.ofService("arcade").rotated("key-1", NOW.plusSeconds(60), NOW);

        assertThat(once.rotated("key-2", NOW.plusSeconds(90), NOW).validGenerations(NOW.plusSeconds(60)))
                .containsExactly(3, 2);
    }

    @Test
    void remembersEveryRotationForAMonthHoweverManyThereAre() {
        ClientRecord client = ClientRecord.ofService("arcade");
        for (int i = 0; i < 500; i++) {
            client = client.rotated("key-" + i, NOW, NOW);
        }

        assertThat(client.rotations()).hasSize(500);
        assertThat(client.rotated("key-0", NOW, NOW.plus(Duration.ofDays(30)))).isSameAs(client);
        assertThat(client.retired()).hasSizeLessThan(3);
        ClientRecord later = client.rotated("another", NOW, NOW.plus(Duration.ofDays(31)));
        assertThat(later.rotations()).hasSize(1);
        assertThat(later.generation()).isEqualTo(502);
    }

    @Test
    void boundsHowManyAreRemembered() {
        ClientRecord client = ClientRecord.ofService("arcade");
        for (int i = 0; i < ClientRecord.MOST_ROTATIONS; i++) {
            assertThat(client.hasRotatedTooOften(NOW)).isFalse();
            client = client.rotated("key-" + i, NOW, NOW);
        }
        assertThat(client.hasRotatedTooOften(NOW)).isTrue();
        assertThat(client.hasRotatedTooOften(NOW.plus(Duration.ofDays(31)))).isFalse();
    }

    /** Those that were stored without their time are remembered for a month after the old secret's. */
    @Test
    void remembersRotationsOfUnknownTimeLongEnough() {
        ClientRecord old = new ClientRecord(
                "svc-arcade",
                "arcade",
                2,
                List.of(),
                List.of(new ClientRecord.Rotation("key-1", 2, NOW, null)),
                null,
                null,
                List.of(),
                ClientRecord.Ended.NONE,
                2);

        assertThat(old.rotated("key-2", NOW, NOW.plus(Duration.ofDays(30))).rotations())
                .hasSize(2);
        assertThat(old.rotated("key-2", NOW, NOW.plus(Duration.ofDays(31))).rotations())
                .hasSize(1);
    }

    @Test
    void derivesADifferentSecretForEachClientAndGeneration() {
        assertThat(secrets.secret("svc-a", 1))
                .hasSize(43)
                .isEqualTo(secrets.secret("svc-a", 1))
                .isNotEqualTo(secrets.secret("svc-a", 2))
                .isNotEqualTo(secrets.secret("svc-b", 1));
    }

    @Test
    void matchesOnlyTheSecretsOfTheGivenGenerations() {
        assertThat(secrets.matches("svc-a", List.of(2, 1), secrets.secret("svc-a", 1)))
                .isTrue();
        assertThat(secrets.matches("svc-a", List.of(2), secrets.secret("svc-a", 1)))
                .isFalse();
        assertThat(secrets.matches("svc-a", List.of(), "")).isFalse();
    }
}
