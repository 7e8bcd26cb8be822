package io.focusforge.orchestrator.appointment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's calendar. For others it does not exist (404). */
@Path(AppointmentResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "plans")
public class AppointmentResource {
    static final String PATH = "/api/v1/calendar/appointments";

    private final Appointments appointments;
    private final CalendarImport files;
    private final Once once;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    AppointmentResource(
            Appointments appointments, CalendarImport files, Once once, CurrentCaller caller, ObjectMapper json) {
        this.appointments = appointments;
        this.files = files;
        this.once = once;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Fix an appointment: plans are made around it, and those that it touches are made to fit")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = StoredAppointment.class)))
    public Response add(
            @Valid @NotNull AppointmentDraft body, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var who = caller.get();
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, write(body).getBytes(StandardCharsets.UTF_8));
        var given = body.under(Ids.next());
        return once.run(who, key, given.id(), connection -> {
                    appointments.add(connection, who, given);
                    return new StoredAnswer(201, PATH + "/" + given.id(), write(given));
                })
                .response();
    }

    @POST
    @Consumes("text/calendar")
    @Operation(
            summary = "Take a calendar file of RFC 5545 over; sent again, it changes what it has said before",
            description =
                    "What comes again is taken for 367 days. Times without a zone, and whole days, are those of 'timeZone'.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = CalendarImport.Report.class)))
    public Response importFile(
            @NotNull byte[] body,
            @QueryParam("timeZone") String timeZone,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var who = caller.get();
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH + " text/calendar " + timeZone, body);
        var file = files.read(body, timeZone);
        return once.run(
                        who,
                        key,
                        Ids.next(),
                        connection -> new StoredAnswer(200, null, write(files.take(connection, who, file))))
                .response();
    }

    @GET
    @RolesAllowed(Scopes.TASKS_READ)
    @Operation(
            summary =
                    "Appointments in the order of their ids, which is that in which they were made but for imported ones; 'from' and 'to' leave out what does not touch the time between")
    public Page<StoredAppointment> list(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var window = new AppointmentStore.Window(instant("from", from), instant("to", to));
        return appointments.list(caller.get(), window, Cursor.decode(cursor), Page.limit(limit));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.TASKS_READ)
    @Operation(summary = "One appointment")
    public StoredAppointment get(String id) {
        return appointments.get(caller.get(), id(id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Move an appointment, or call it something else")
    public StoredAppointment change(String id, @Valid @NotNull AppointmentDraft body) {
        return appointments.change(caller.get(), id(id), body);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Cancel an appointment")
    public void delete(String id) {
        appointments.delete(caller.get(), id(id));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON", e);
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Appointments.unknown();
        }
    }

    private static Instant instant(String field, String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(field, "must be an instant, such as 2030-04-01T07:00:00Z");
        }
    }
}
