package io.coinslot.cardregistry.issuer;

import io.coinslot.cardregistry.registration.AuthenticationMethod;
import io.coinslot.cardregistry.registration.IssuedToken;
import java.util.List;

/** What became of the task to make a token. */
public sealed interface TaskOutcome {
    record Approved(IssuedToken token) implements TaskOutcome {}

    record AuthenticationRequired(IssuedToken token, List<AuthenticationMethod> methods) implements TaskOutcome {
        public AuthenticationRequired {
            methods = List.copyOf(methods);
        }
    }

    record Declined(String declineReasonCode) implements TaskOutcome {}

    /** Not decided yet. */
    record Undecided() implements TaskOutcome {}

    /** It ended without a decision. */
    record Failed(String errorCode) implements TaskOutcome {}

    /** The financial company has never heard of it: it was not carried out. */
    record NeverArrived() implements TaskOutcome {}
}
