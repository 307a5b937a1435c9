package io.coinslot.servicekit.security;

import io.coinslot.servicekit.problem.Problem;
import java.security.Principal;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/** Gives controllers the caller, from the verified token. */
public final class CallerResolver implements HandlerMethodArgumentResolver {
    /** By which an administrator says for which service it acts. */
    public static final String SERVICE_HEADER = "Coinslot-Service";

    private final JsonMapper json;

    public CallerResolver(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Principal principal = request.getUserPrincipal();
        if (!(principal instanceof JwtAuthenticationToken token)) {
            throw Problem.unauthenticated("Send an access token", "Bearer").asException();
        }
        return caller(token.getToken(), request.getHeader(SERVICE_HEADER));
    }

    private Caller caller(Jwt token, @Nullable String namedService) {
        String ownService = token.getClaimAsString("service_id");
        boolean administrator = ownService == null;
        Object amountLimits = token.getClaims().get("amount_limits");
        Device device = Device.of(token);
        return new Caller(
                device == null
                        ? Objects.requireNonNull(token.getSubject(), "the gateway's tokens have a subject")
                        : device.clientId(),
                administrator ? namedService : ownService,
                scopes(token.getClaims().get("scope")),
                administrator,
                amountLimits == null ? null : json.writeValueAsString(amountLimits),
                device);
    }

    static Set<String> scopes(@Nullable Object claim) {
        return claim instanceof Collection<?> many
                ? Set.copyOf(many.stream().map(String::valueOf).toList())
                : claim == null ? Set.of() : Set.of(claim.toString().strip().split(" +"));
    }
}
