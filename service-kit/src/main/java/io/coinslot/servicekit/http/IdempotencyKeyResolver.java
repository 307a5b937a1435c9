package io.coinslot.servicekit.http;

import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the idempotency key of the request, or refuses the request. */
public final class IdempotencyKeyResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotencyKey.class;
    }

    @Override
    public IdempotencyKey resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String[] keys = request.getHeaderValues(IdempotencyKey.HEADER);
        if (keys != null && keys.length > 1) {
            throw Problem.invalid(IdempotencyKey.HEADER, "stands there more than once")
                    .asException();
        }
        return IdempotencyKey.parse(keys == null || keys.length == 0 ? null : keys[0], IdempotencyKey.HEADER);
    }
}
