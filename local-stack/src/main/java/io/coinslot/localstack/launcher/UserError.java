package io.coinslot.localstack.launcher;

/** Something the user can put right: told as one sentence, without a stack trace. */
final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserError(String message) {
        super(message);
    }
}
