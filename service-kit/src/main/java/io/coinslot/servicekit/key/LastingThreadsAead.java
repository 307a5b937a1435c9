package io.coinslot.servicekit.key;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Has a few threads that last do what another one does. Tink keeps ciphers and random numbers for each thread; to make
 * them anew for a virtual thread, which seals once and ends, takes many times as long as the sealing.
 */
final class LastingThreadsAead implements Aead {
    private static final Executor THREADS = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("sealing-", 1).daemon().factory());

    private final Aead aead;

    LastingThreadsAead(Aead aead) {
        this.aead = aead;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
        return result(() -> aead.encrypt(plaintext, associatedData));
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        return result(() -> aead.decrypt(ciphertext, associatedData));
    }

    private interface Work {
        byte[] done() throws GeneralSecurityException;
    }

    private static byte[] result(Work work) throws GeneralSecurityException {
        if (!Thread.currentThread().isVirtual()) {
            return work.done();
        }
        try {
            return CompletableFuture.supplyAsync(() -> unchecked(work), THREADS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof GeneralSecurityException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static byte[] unchecked(Work work) {
        try {
            return work.done();
        } catch (GeneralSecurityException e) {
            throw new CompletionException(e);
        }
    }
}
