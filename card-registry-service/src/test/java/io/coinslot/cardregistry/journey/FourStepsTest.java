package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.cardregistry.account.AssertionRefused;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registration that needs nobody: from the device's request to the card on the device. */
class FourStepsTest {
    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = new Registry(folder);
    }

    @Test
    void registersEveryCardThatAnotherDeviceRegistered() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null).with(TestPeers.OTHER_WALLET, "o1", "2222", null);

        String id = registry.asked(SelectionMode.ALL, "app-1");

        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.get(id).cards()).extracting(CardEntry::state).containsOnly(RegistrationState.COMPLETED);
        assertThat(registry.events())
                .containsSubsequence(
                        "RegistrationRequested",
                        "AccountVerified",
                        "PeersRequested",
                        "CardsReceived",
                        "CardsSelected",
                        "CardSubmitted",
                        "CardApproved",
                        "CardCompleted",
                        "RegistrationCompleted");
        for (CardEntry card : registry.get(id).cards()) {
            Token token = registry.tokens.find(card.token().tokenUniqueReference());
            assertThat(token.status()).isEqualTo(TokenStatus.ACTIVE);
            assertThat(token.owner().deviceId()).isEqualTo("watch");
            assertThat(card.credential()).as("erased once it was decided").isNull();
        }
        assertThat(registry.get(id).sealedAssertion())
                .as("erased once the peers answered")
                .isNull();
        assertThat(registry.peers.searches)
                .extracting(search -> search.account().assertion())
                .containsExactlyInAnyOrder("assertion-for-wallet", "assertion-for-other");
    }

    @Test
    void hasTheTaskIdOnRecordBeforeAnybodyIsAsked() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        String id = registry.recorded(SelectionMode.ALL, "app-1");
        while (registry.peers.tasks.isEmpty()) {
            CardEntry before = registry.get(id).cards().stream().findFirst().orElse(null);
            registry.aggregates.runTasks();
            if (!registry.peers.tasks.isEmpty()) {
                assertThat(before).isNotNull();
                assertThat(before.taskId())
                        .isEqualTo(registry.peers.tasks.getFirst())
                        .startsWith(id);
                assertThat(before.taskId()).hasSizeLessThanOrEqualTo(64);
            }
        }
        registry.run();
        assertThat(registry.issuer.tokenized).containsExactlyElementsOf(registry.peers.tasks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOST",
                "STOLEN",
                "EXPIRED",
                "RESTRICTED",
                "SEC_VIOLATION",
                "INVAL_CARD",
                "INVAL_ACCT",
                "CLOSED_ACCOUNT",
                "EXCEEDS_CNT",
                "DO_NOT_HONOR"
            })
    void registersSomeCardsThoughAnotherIsDeclined(String reason) throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null).with(TestPeers.WALLET, "w2", "2222", null);
        registry.issuer.decides(new TaskOutcome.Declined(reason));

        String id = registry.asked(SelectionMode.ALL, "app-1");

        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.get(id).cards())
                .extracting(CardEntry::state, CardEntry::reasonCode)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(RegistrationState.DECLINED, reason),
                        org.assertj.core.groups.Tuple.tuple(RegistrationState.COMPLETED, null));
        assertThat(registry.claims.count())
                .as("a declined card may be tried again")
                .isEqualTo(1);
    }

    @Test
    void isDeclinedWhenItsOnlyCardIs() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.issuer.decides(new TaskOutcome.Declined("STOLEN"));
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.DECLINED);
        assertThat(registry.get(id).errorCode()).isEqualTo("STOLEN");
    }

    @Test
    void registersACardOnceOnAPaymentAppInstanceAndOnceOnEachOther() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        String first = registry.asked(SelectionMode.ALL, "app-1");
        String second = registry.asked(SelectionMode.ALL, "app-1");
        String elsewhere = registry.asked(SelectionMode.ALL, "app-2");
        assertThat(registry.state(first)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.state(second)).isEqualTo(RegistrationState.FAILED);
        assertThat(registry.get(second).errorCode()).isEqualTo("CARD_ALREADY_ON_DEVICE");
        assertThat(registry.state(elsewhere)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.issuer.tokenized).hasSize(2);
    }

    @Test
    void takesTheSameCardOfTwoPeersForOne() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null).with(TestPeers.OTHER_WALLET, "o1", "1111", null);
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.get(id).cards()).hasSize(1);
        assertThat(registry.state(id)).isEqualTo(RegistrationState.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(AssertionRefused.Reason.class)
    void failsByNameWhenTheAssertionIsNoGood(AssertionRefused.Reason reason) throws Exception {
        registry.refusing = reason;
        String id = registry.asked(SelectionMode.ALL, "app-1");
        assertThat(registry.state(id)).isEqualTo(RegistrationState.FAILED);
        assertThat(registry.get(id).errorCode()).isEqualTo(reason.name());
        assertThat(registry.get(id).sealedAssertion()).isNull();
        assertThat(registry.peers.searches).isEmpty();
    }

    @Test
    void failsASecondRegistrationWithTheSameAssertion() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.shown = "assertion-1";
        String first = registry.asked(SelectionMode.ALL, "app-1");
        String second = registry.asked(SelectionMode.ALL, "app-2");
        assertThat(registry.state(first)).isEqualTo(RegistrationState.COMPLETED);
        assertThat(registry.state(second)).isEqualTo(RegistrationState.FAILED);
        assertThat(registry.get(second).errorCode()).isEqualTo("ASSERTION_REPLAYED");
    }

    @Test
    void printsNothingThatOpensDoors() throws Exception {
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        String id = registry.asked(SelectionMode.CHOOSE, "app-1");
        assertThat(registry.get(id).toString()).isEqualTo("Registration[" + id + ", SELECTION_PENDING]");
        assertThat(registry.peers.credential("wallet", "w1", "bank", "t").toString())
                .doesNotContain("encryptedData");
    }
}
