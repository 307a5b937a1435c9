package io.coinslot.cardregistry.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** From where a token is held back, and who may let it go. */
final class TokenHolders {
    /** Stands among devices for the service, and for whoever else asked for it elsewhere. */
    private static final String NO_DEVICE = "";

    private TokenHolders() {}

    /**
     * Whether who asks may lift the suspension. A device lifts what it asked for itself, and its own lock; what is held
     * from elsewhere as well, the service lifts, which knows by its own means whom it speaks with.
     */
    static boolean mayLetGo(Token token, ChangeRequest request) {
        String device = request.deviceId();
        if (device == null) {
            return request.causedBy() != Suspender.ISSUER;
        }
        return switch (request.causedBy()) {
            case CARDHOLDER -> List.of(device).equals(token.cardholderDevices());
            case DEVICE_LOCKED ->
                token.owner() != null && token.owner().deviceId().equals(device);
            case TOKEN_REQUESTOR, ISSUER -> false;
        };
    }

    /**
     * Whether the company tells of a suspension by the cardholder while it is being told to lift the one that it had
     * confirmed: somebody called there since. The newest wish holds, as it does if it comes from here.
     */
    static boolean isHeldAgain(Token token, @Nullable StatusReport report) {
        boolean isBeingLifted = token.lettingGo().contains(Suspender.CARDHOLDER)
                || token.parkedChanges().stream()
                        .anyMatch(each -> each.is(TokenChange.UNSUSPEND, Suspender.CARDHOLDER));
        return isBeingLifted
                && report != null
                && report.isHeldBy(Suspender.CARDHOLDER)
                && report.statusTimestamp().isAfter(token.statusTimestamp())
                && token.isSuspendedBy(Suspender.CARDHOLDER)
                && !token.untold().contains(Suspender.CARDHOLDER);
    }

    /** By somebody who called the company: no device of the user lifts that. */
    static Token heldAgain(Token token) {
        return token.notParking(TokenChange.UNSUSPEND, Suspender.CARDHOLDER)
                .letGoOf(Suspender.CARDHOLDER)
                .heldFrom(NO_DEVICE);
    }

    /** Notes from where a suspension by the cardholder was asked for. */
    static Token askedToHold(Token token, ChangeRequest request) {
        if (request.causedBy() != Suspender.CARDHOLDER) {
            return token;
        }
        boolean isHeldFromElsewhere = token.isSuspendedBy(Suspender.CARDHOLDER)
                && token.cardholderDevices().isEmpty();
        Token known = isHeldFromElsewhere ? token.heldFrom(NO_DEVICE) : token;
        String from = request.deviceId() == null ? NO_DEVICE : request.deviceId();
        return known.cardholderDevices().contains(from) ? known : known.heldFrom(from);
    }
}
