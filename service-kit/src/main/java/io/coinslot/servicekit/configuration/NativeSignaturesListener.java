package io.coinslot.servicekit.configuration;

import io.coinslot.signature.NativeSignatures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Has signatures made and checked by native code, before any bean holds a key. */
class NativeSignaturesListener implements ApplicationListener<ApplicationPreparedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(NativeSignaturesListener.class);

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        switch (NativeSignatures.install()) {
            case NATIVE -> LOG.debug("Signatures are made and checked by AWS-LC");
            case JDK ->
                LOG.warn("The native library for signatures does not load on this machine, so the JDK makes and checks "
                        + "them, several times slower; the reason is in the log of AmazonCorrettoCryptoProvider");
        }
    }
}
