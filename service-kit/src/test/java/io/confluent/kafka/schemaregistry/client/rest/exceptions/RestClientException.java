package io.confluent.kafka.schemaregistry.client.rest.exceptions;

/** What Confluent's client throws, as far as it is public: the real one is on no registry that this build reaches. */
public class RestClientException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;

    public RestClientException(String message, int status, int errorCode) {
        super(message + "; error code: " + errorCode);
        this.status = status;
        this.errorCode = errorCode;
    }

    public int getStatus() {
        return status;
    }

    public int getErrorCode() {
        return errorCode;
    }
}
