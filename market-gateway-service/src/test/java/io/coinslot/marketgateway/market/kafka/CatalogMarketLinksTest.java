package io.coinslot.marketgateway.market.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.TestSealer;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.servicekit.key.KeyId;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.table.CompactedTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("it reads all output")
class CatalogMarketLinksTest {
    private static final String SECRET = "sk_live_canary";

    private final Topic topic = new Topic();

    @TempDir
    private Path folder;

    private Sealer old;
    private Sealer both;
    private Sealer renewed;

    @BeforeEach
    void makeKeys() {
        old = TestSealer.in(folder, 1, 1);
        both = TestSealer.in(folder, 2, 1, 2);
        renewed = TestSealer.in(folder, 2, 2);
    }

    private CatalogMarketLinks links(Sealer sealer) {
        return new CatalogMarketLinks(topic, sealer, JsonMapper.shared());
    }

    private static MarketLink stripe(CatalogMarketLinks links) {
        return Objects.requireNonNull(links.find(Orders.SERVICE, Orders.STRIPE));
    }

    private static byte[] credentials(String secret) {
        return ("{\"secretKey\":\"" + secret + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private void told(byte[] sealed) {
        topic.put(ServiceStateEnvelope.newBuilder()
                .setEventId("e")
                .setServiceId(Orders.SERVICE)
                .setSequence(1)
                .setOccurredAt(Instant.EPOCH)
                .setEvent(ServiceState.newBuilder()
                        .setName("Arcade")
                        .setSettlementCurrency("KRW")
                        .setWebhookUrl(null)
                        .setWebhookSecretGeneration(1)
                        .setPreviousSecretValidUntil(null)
                        .setRequiredConsents(List.of())
                        .setMarkets(List.of(io.coinslot.schemas.catalog.MarketLink.newBuilder()
                                .setMarket("stripe")
                                .setEnabled(true)
                                .setSettings(Map.of())
                                .setSealedCredentials(ByteBuffer.wrap(sealed))
                                .build()))
                        .build())
                .build());
    }

    @Test
    void credentialsThatWereSealedAnewMakeAnEqualLinkSoThatNoClientIsReplaced() throws Exception {
        CatalogMarketLinks links = links(both);
        byte[] sealed = old.seal(credentials(SECRET), "arcade/stripe");
        told(sealed);
        MarketLink before = stripe(links);
        told(both.reseal(sealed, "arcade/stripe"));

        assertThat(stripe(links)).isEqualTo(before).isNotSameAs(before);
        assertThat(stripe(links).secret("secretKey")).isEqualTo(SECRET);
        assertThat(stripe(links(renewed)).secret("secretKey")).isEqualTo(SECRET);
        told(both.seal(credentials("sk_live_other"), "arcade/stripe"));
        assertThat(stripe(links)).isNotEqualTo(before);
    }

    @Test
    void takesNoLinkForMissingWhileNobodyKnowsWhatThereIs() {
        CatalogMarketLinks links = links(both);
        topic.isReadable = false;
        assertThatThrownBy(() -> links.find(Orders.SERVICE, Orders.STRIPE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().type()).isEqualTo(GeneralProblem.UNAVAILABLE));

        topic.isReadable = true;
        assertThat(links.find(Orders.SERVICE, Orders.STRIPE)).isNull();
    }

    /** To take nobody for linked would turn notifications away as forged, and show sweeps that cannot run as well. */
    @Test
    void takesNobodyForLinkedBeforeAllThatWasToldIsRead() throws Exception {
        CatalogMarketLinks links = links(both);
        topic.isReadable = false;
        assertThatThrownBy(() -> links.to(Orders.STRIPE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().type()).isEqualTo(GeneralProblem.UNAVAILABLE));

        topic.isReadable = true;
        assertThat(links.to(Orders.STRIPE)).isEmpty();
        topic.isReadable = false;
        told(both.seal(credentials(SECRET), "arcade/stripe"));
        assertThat(links.to(Orders.STRIPE)).as("what was told since is known").hasSize(1);
    }

    @Test
    void countsWhatTheTopicHoldsByKey() {
        told(old.seal(credentials(SECRET), "arcade/stripe"));
        assertThat(links(both).count().under(new KeyId(1))).isEqualTo(1);
        told(both.seal(credentials(SECRET), "arcade/stripe"));
        assertThat(links(both).count().under(new KeyId(1))).isZero();
        assertThat(links(both).count().under(new KeyId(2))).isEqualTo(1);
    }

    @Test
    void aMissingKeyIsNoFaultOfTheServicesSoThatItsSalesWaitInsteadOfBeingRefused(CapturedOutput output) {
        told(old.seal(credentials(SECRET), "arcade/stripe"));

        assertThatThrownBy(() -> stripe(links(renewed)).secret("secretKey"))
                .isInstanceOfSatisfying(MarketFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(MarketFailure.Kind.RETRY_LATER);
                    assertThat(failure.code()).isEqualTo(MarketFailure.CREDENTIALS_CLOSED);
                });
        assertThat(output).contains("arcade for stripe cannot be opened: sealing-keyset.json lacks the key 1");
    }

    @Test
    void neitherLogsNorTextsCarryCredentials(CapturedOutput output) {
        told(both.seal(credentials(SECRET), "arcade/stripe"));
        assertThat(stripe(links(both)).toString()).contains("secretKey").doesNotContain(SECRET);
        told(both.seal(credentials(SECRET), "other/stripe"));
        stripe(links(both));
        told(both.seal((SECRET + " is no JSON").getBytes(StandardCharsets.UTF_8), "arcade/stripe"));
        stripe(links(both));

        assertThat(output)
                .contains("they were not sealed for it")
                .contains("are no JSON object")
                .doesNotContain(SECRET);
    }

    /** The newest record per key, put by hand. */
    private static final class Topic implements CompactedTable<ServiceStateEnvelope> {
        private final Map<String, ServiceStateEnvelope> newest = new HashMap<>();
        private boolean isReadable = true;

        void put(ServiceStateEnvelope envelope) {
            newest.put(envelope.getServiceId(), envelope);
        }

        @Override
        public ServiceStateEnvelope get(String key) {
            return newest.get(key);
        }

        @Override
        public Collection<ServiceStateEnvelope> values() {
            return newest.values();
        }

        @Override
        public boolean catchUp(Duration atMost) {
            return isReadable;
        }
    }
}
