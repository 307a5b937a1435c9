package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.cardregistry.offer.CardReference;
import io.coinslot.cardregistry.offer.OfferDesk;
import io.coinslot.cardregistry.offer.OfferRefused;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenFace;
import io.coinslot.cardregistry.token.TokenLists;
import io.coinslot.cardregistry.token.Tokens.Report;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an offer to a peer when the card changes after it. */
class OfferDeskTest extends OneToken {
    private static final ChangeRequest LOST = new ChangeRequest(Suspender.CARDHOLDER, "DEVICE_LOST", "", null);

    private final List<Token> active = new ArrayList<>();
    private OfferDesk desk;

    @BeforeEach
    void offer() {
        Instant expiresAt = registry.clock.instant().plusSeconds(600);
        registry.references.add(
                List.of(new CardReference("crd-1", "peer", "account-alice", "DWSB-1", null, null, expiresAt)));
        desk = new OfferDesk(
                registry,
                new NoLists(),
                registry.tokens,
                registry.references,
                (issuerId, reference, taskId) -> new SealedCredential(reference, expiresAt),
                registry.clock);
    }

    /** References are asked for by name here, not found; active tokens are those of the test. */
    private final class NoLists implements TokenLists {
        @Override
        public List<Token> newestFirst(String serviceId, String userId, Place after, int limit) {
            return List.of();
        }

        @Override
        public List<Token> activeOf(String accountReference, int limit) {
            return active;
        }

        @Override
        public List<Token> parkedDeletions(String after, int limit) {
            return List.of();
        }

        @Override
        public List<Token> parkedHolds(String after, int limit) {
            return List.of();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"peer", "other-peer"})
    void tellsAPeerThatACardIsGoneWhicheverOtherDoesNotAnswer(String down) throws Exception {
        Instant expiresAt = registry.clock.instant().plusSeconds(600);
        registry.references.add(
                List.of(new CardReference("crd-2", "other-peer", "account-alice", "DWSB-1", null, null, expiresAt)));
        registry.peers.takeBackFailures.put(down, new PeerFailure(PeerFailure.Kind.UNAVAILABLE, "PEER_UNAVAILABLE"));
        registry.tokens.delete("DWSB-1", Registry.key("d"), LOST);
        registry.run();
        assertThat(registry.peers.takenBack)
                .containsExactly(down.equals("peer") ? "other-peer CARD_REMOVED [crd-2]" : "peer CARD_REMOVED [crd-1]");
    }

    @Test
    void tellsAPeerOnceHoweverLongAnotherDoesNotAnswer() throws Exception {
        Instant expiresAt = registry.clock.instant().plusSeconds(600);
        registry.references.add(
                List.of(new CardReference("crd-2", "other-peer", "account-alice", "DWSB-1", null, null, expiresAt)));
        registry.peers.takeBackFailures.put("peer", new PeerFailure(PeerFailure.Kind.UNAVAILABLE, "PEER_UNAVAILABLE"));
        registry.tokens.delete("DWSB-1", Registry.key("d"), LOST);
        registry.run();
        registry.pass(Duration.ofMinutes(1));
        assertThat(registry.peers.takenBack).containsExactly("other-peer CARD_REMOVED [crd-2]");
        assertThat(registry.tokenAggregates.tasks("DWSB-1"))
                .extracting(Task::taskId)
                .containsExactly("tell-peer:CARD_REMOVED:peer");
        registry.peers.takeBackFailures.clear();
        registry.pass(Duration.ofMinutes(1));
        assertThat(registry.peers.takenBack)
                .endsWith("peer CARD_REMOVED [crd-1]")
                .hasSize(2);
    }

    private String sealed() throws Exception {
        return desk.credential("peer", "crd-1", "bank", "task-1").encryptedPayload();
    }

    @Test
    void doesNotHandOutACardThatWasSuspendedSinceItWasOffered() throws Exception {
        assertThat(sealed()).isEqualTo("DWSB-1");
        registry.tokens.suspend("DWSB-1", Registry.key("s"), LOST);
        assertThatThrownBy(this::sealed).isInstanceOf(OfferRefused.class).hasMessage("CARD_REMOVED");
        registry.run();
        registry.tokens.unsuspend("DWSB-1", Registry.key("u"), LOST);
        registry.run();
        assertThat(sealed()).isEqualTo("DWSB-1");
    }

    @Test
    void offersACardOnceHoweverManyDevicesItIsOn() throws Exception {
        registry.issuer.decides(TestIssuer.approved("DWSB-2"));
        registry.asked(SelectionMode.ALL, "app-2");
        isToldOf("DWSB-1", "FWSB-same");
        isToldOf("DWSB-2", "FWSB-same");
        active.addAll(List.of(registry.tokens.find("DWSB-1"), registry.tokens.find("DWSB-2")));
        var question = new OfferDesk.Question(
                "q-1", "alice-here", "assertion", "REGISTER_ON_NEW_DEVICE", "consent-1", "thumb-watch");
        assertThat(desk.search("peer", question))
                .extracting(offer -> offer.token().tokenUniqueReference())
                .containsExactly("DWSB-1");
    }

    /** Nobody has told what its number is called. */
    @Test
    void doesNotHandOutAnotherCardThoughTheOneThatWasOfferedHadNoName() throws Exception {
        TokenFace unnamed = new TokenFace(null, null, null, "1111", null, null);
        Instant expiresAt = registry.clock.instant().plusSeconds(600);
        registry.references.add(
                List.of(new CardReference("crd-1", "peer", "account-alice", "DWSB-7", null, "1111", expiresAt)));
        announced(unnamed);
        assertThat(registry.tokens.find("DWSB-7").face().panUniqueReference()).isNull();
        assertThat(sealedOf()).isEqualTo("DWSB-7");

        registry.tokens.reported(new Report(
                "r-new",
                "DWSB-7",
                "bank",
                "",
                null,
                new TokenFace("FWSB-new", null, null, "2222", null, null),
                registry.clock.instant(),
                true));
        registry.run();
        assertThatThrownBy(this::sealedOf).isInstanceOf(OfferRefused.class).hasMessage("CARD_REPLACED");
        assertThat(registry.peers.takenBack).containsExactly("peer CARD_REPLACED [crd-1]");
    }

    private String sealedOf() throws Exception {
        return desk.credential("peer", "crd-1", "bank", "task-1").encryptedPayload();
    }

    private void announced(TokenFace face) {
        IssuedToken issued =
                new IssuedToken("DWSB-7", null, null, null, "1111", null, "ACTIVE", registry.clock.instant(), null);
        registry.tokens.provision(
                issued, "bank", "task-7", registry.tokens.find("DWSB-1").owner(), face);
    }

    private void isToldOf(String token, String panUniqueReference) {
        TokenFace face = new TokenFace(panUniqueReference, null, null, "2222", null, null);
        registry.tokens.reported(new Report("r-" + token, token, "bank", "", null, face, registry.clock.instant()));
    }

    private void isTold(String panUniqueReference) {
        TokenFace face = new TokenFace(panUniqueReference, null, null, "2222", null, null);
        registry.tokens.reported(
                new Report("r-" + panUniqueReference, "DWSB-1", "bank", "", null, face, registry.clock.instant()));
    }

    /** The cardholder has not chosen it, nor seen its terms; the peer may not have heard of it yet. */
    @Test
    void doesNotHandOutTheCardThatTookThePlaceOfTheOneThatWasOffered() throws Exception {
        isTold("FWSB-old");
        Instant expiresAt = registry.clock.instant().plusSeconds(600);
        registry.references.add(
                List.of(new CardReference("crd-1", "peer", "account-alice", "DWSB-1", "FWSB-old", null, expiresAt)));
        assertThat(sealed()).isEqualTo("DWSB-1");
        isTold("FWSB-new");
        assertThatThrownBy(this::sealed).isInstanceOf(OfferRefused.class).hasMessage("CARD_REPLACED");
    }
}
