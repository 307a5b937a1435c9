package io.coinslot.gateway.device.rest;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.device.DeviceSession;
import io.coinslot.gateway.device.DeviceSession.BoundDevice;
import io.coinslot.gateway.device.DeviceTokens;
import io.coinslot.gateway.entrance.Admission;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.CallerResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens and ends sessions of devices for the backend of the service whose users' they are. */
@RestController
class DeviceSessionController {
    private final SessionDesk desk;
    private final Clients clients;

    DeviceSessionController(SessionDesk desk, Clients clients) {
        this.desk = desk;
        this.clients = clients;
    }

    /** What the device needs. */
    record SessionAnswer(String sessionId, String tokenType, String accessToken, String scope, Instant expiresAt) {
        /** Names the session, never its token. */
        @Override
        public String toString() {
            return "SessionAnswer[" + sessionId + "]";
        }
    }

    @PostMapping("/v1/device-sessions")
    ResponseEntity<SessionAnswer> open(IdempotencyKey key, @RequestBody SessionBody body, HttpServletRequest request) {
        AccessToken token = Admission.of(request).requireToken();
        BoundDevice device = body.device(service(token, request));
        SessionDesk.Opened opened = desk.open(token.clientId(), generation(token, device.serviceId()), key, device);
        DeviceSession session = opened.session();
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.CREATED);
        if (opened.replayed()) {
            answer.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return answer.body(new SessionAnswer(
                session.sessionId(), "DPoP", opened.accessToken(), DeviceTokens.SCOPE, session.expiresAt()));
    }

    /** The administrator opens what a client's token of now would. */
    private int generation(AccessToken token, String serviceId) {
        return token.isAdministrator()
                ? clients.find(ClientRecord.idOf(serviceId))
                        .map(ClientRecord::generation)
                        .orElse(ClientRecord.FIRST_GENERATION)
                : token.clientGeneration();
    }

    record RevokedAnswer(String sessionId, Instant revokedAt) {}

    @PostMapping("/v1/device-sessions/{sessionId}/revoke")
    RevokedAnswer revoke(@PathVariable String sessionId, HttpServletRequest request) {
        String serviceId = service(Admission.of(request).requireToken(), request);
        Instant revokedAt = desk.revoke(serviceId, sessionId)
                .orElseThrow(() -> Problem.of(GeneralProblem.NOT_FOUND, "There is no session " + sessionId)
                        .asException());
        return new RevokedAnswer(sessionId, revokedAt);
    }

    /** @param deviceId null for all devices of the user */
    record UserBody(@Nullable String userId, @Nullable String deviceId) {}

    record RevokedCount(long revoked) {}

    @PostMapping("/v1/device-sessions:revoke")
    RevokedCount revokeAll(@RequestBody UserBody body, HttpServletRequest request) {
        String serviceId = service(Admission.of(request).requireToken(), request);
        String userId = SessionBody.id(body.userId(), "/userId");
        String deviceId = body.deviceId() == null ? null : SessionBody.id(body.deviceId(), "/deviceId");
        return new RevokedCount(desk.revokeAll(serviceId, userId, deviceId));
    }

    private static String service(AccessToken token, HttpServletRequest request) {
        String serviceId =
                token.isAdministrator() ? request.getHeader(CallerResolver.SERVICE_HEADER) : token.serviceId();
        if (serviceId == null) {
            throw Problem.invalid(
                            CallerResolver.SERVICE_HEADER,
                            "Name the service to act for in the header " + CallerResolver.SERVICE_HEADER)
                    .asException();
        }
        return serviceId;
    }
}
