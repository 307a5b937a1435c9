package io.coinslot.gateway.device.rest;

import com.nimbusds.jose.jwk.JWKSet;
import io.coinslot.gateway.configuration.GatewaySettings;
import io.coinslot.gateway.configuration.IssuerSettings;
import io.coinslot.gateway.device.DeviceSessions;
import io.coinslot.gateway.device.DeviceTokens;
import io.coinslot.gateway.limit.RateLimits;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.ExternalIssuer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    @Bean
    SessionDesk sessionDesk(
            DeviceSessions sessions,
            SessionDesk.Issuing issuing,
            RateLimits rateLimits,
            GatewaySettings settings,
            Clock clock) {
        SessionDesk.Waiting waiting = (serviceId, userId) -> rateLimits.secondsToWait(
                "sessions " + serviceId + " " + userId, settings.limits().ofSessions());
        return new SessionDesk(sessions, issuing, waiting, Duration.ofMinutes(settings.deviceSessionMinutes()), clock);
    }

    @Bean
    SessionDesk.Issuing sessionTokens(ObjectProvider<JWKSet> signingKeys, IssuerSettings settings) {
        ExternalIssuer external = settings.externalIssuer();
        if (external == null) {
            DeviceTokens tokens = new DeviceTokens(settings.issuer(), signingKeys.getObject());
            return () -> tokens;
        }
        Problem refusal = Problem.of(GeneralProblem.NOT_FOUND, "Access tokens are issued by " + external.issuer());
        return () -> {
            throw refusal.asException();
        };
    }
}
