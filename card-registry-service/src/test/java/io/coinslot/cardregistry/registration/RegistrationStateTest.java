package io.coinslot.cardregistry.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.client.CardState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationStateTest {
    @Test
    void theTransitionTableIsAsItIsWritten() {
        StringBuilder table = new StringBuilder();
        for (RegistrationState from : RegistrationState.values()) {
            for (RegistrationState to : RegistrationState.values()) {
                table.append(from.mayBecome(to) ? '1' : '.');
            }
            table.append(' ').append(from).append('\n');
        }
        assertThat(table).hasToString("""
            .1..............111 RECEIVED
            ..1.............111 ACCOUNT_VERIFIED
            ...1............111 PEER_REQUESTED
            ....1.1.........111 CARDS_RECEIVED
            .....11.........111 SELECTION_PENDING
            ......1.........111 TERMS_PENDING
            .......11...1..1111 ISSUER_SUBMITTED
            ......1.1...1..1111 OUTCOME_UNKNOWN
            .........1.1....111 AUTHENTICATION_REQUIRED
            ........1.11....111 CODE_REQUESTED
            ........11.1....111 CODE_SENT
            .............1..111 AUTHENTICATED
            .............1..111 APPROVED
            ..............1.111 PROVISIONING
            ................... COMPLETED
            ................... DECLINED
            ................... EXPIRED
            ................... CANCELLED
            ................... FAILED
            """);
    }

    @Test
    void whatIsOpenMayAlwaysEndAndWhatHasEndedNeverGoesOn() {
        for (RegistrationState from : RegistrationState.values()) {
            for (RegistrationState to : RegistrationState.values()) {
                if (from.isFinal()) {
                    assertThat(from.mayBecome(to)).as(from + " to " + to).isFalse();
                }
            }
            assertThat(from.mayBecome(RegistrationState.FAILED)).as(from.name()).isEqualTo(!from.isFinal());
        }
    }

    @Test
    void onlyTheFinancialCompanyApprovesDeclinesOrAsksForProof() {
        for (RegistrationState from : RegistrationState.values()) {
            for (RegistrationState decided :
                    new RegistrationState[] {RegistrationState.APPROVED, RegistrationState.DECLINED}) {
                assertThat(from.mayBecome(decided)).as(from + " to " + decided).isEqualTo(from.isAtIssuer());
            }
        }
    }

    /** The client is built without us, so it has a list of its own. */
    @Test
    void theClientKnowsEachStateInTheSameOrder() {
        List<String> known = new ArrayList<>();
        for (CardState state : CardState.values()) {
            if (state != CardState.UNKNOWN) {
                known.add(state.name());
            }
        }
        List<String> own = new ArrayList<>();
        for (RegistrationState state : RegistrationState.values()) {
            own.add(state.name());
            assertThat(CardState.valueOf(state.name()).isOver())
                    .as(state.name())
                    .isEqualTo(state.isFinal());
        }
        assertThat(known).isEqualTo(own);
    }
}
