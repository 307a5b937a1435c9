package io.coinslot.cardregistry.token;

import java.util.List;

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
