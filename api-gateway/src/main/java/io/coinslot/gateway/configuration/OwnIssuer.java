package io.coinslot.gateway.configuration;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds while no other issuer takes the place of the gateway's authorization server. */
public final class OwnIssuer implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().containsProperty(IssuerSettings.EXTERNAL);
    }
}
