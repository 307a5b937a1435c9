package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Device;
import io.coinslot.servicekit.security.ForDevices;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps devices from everything that is not expressly {@link ForDevices}, and others from what is for devices alone. */
final class DeviceWall implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(request.getUserPrincipal() instanceof JwtAuthenticationToken token)) {
            return true;
        }
        boolean ofDevice = Device.of(token.getToken()) != null;
        ForDevices forDevices = forDevices(handler);
        if (ofDevice && forDevices == null) {
            throw Problem.of(GeneralProblem.NOT_FOR_DEVICES, "This is for the service's backend, not for devices")
                    .asException();
        }
        if (!ofDevice && forDevices != null && forDevices.only()) {
            throw Problem.of(GeneralProblem.DEVICES_ONLY, "Send the token of a device, bound to its key")
                    .asException();
        }
        return true;
    }

    private static @Nullable ForDevices forDevices(Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return null;
        }
        ForDevices ofMethod = method.getMethodAnnotation(ForDevices.class);
        return ofMethod == null
                ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), ForDevices.class)
                : ofMethod;
    }
}
