package io.focusforge.ai.price;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.ai.price.PriceStore.Priced;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The price table, for the operators of the installation. */
@Path("/api/v1/prices")
@Tag(name = "prices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TENANTS_ADMIN)
@RunOnVirtualThread
public class PriceResource {
    private final Prices prices;
    private final PriceList list;

    PriceResource(Prices prices, PriceList list) {
        this.prices = prices;
        this.list = list;
    }

    /**
     * A price, in micro-dollars for a million tokens.
     *
     * @param cachedInput absent: as {@code input}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PriceView(
            @NotBlank @Size(max = 200) @Pattern(regexp = PRINTABLE)
            String provider,

            @NotBlank @Size(max = 200) @Pattern(regexp = PRINTABLE)
            String model,

            @NotNull @Min(0) @Max(Price.MOST) Long input,
            @Min(0) @Max(Price.MOST) Long cachedInput,
            @NotNull @Min(0) @Max(Price.MOST) Long output) {
        private static final String PRINTABLE = "\\P{Cc}*";

        Priced priced() {
            return new Priced(
                    new ProviderModel(provider, model),
                    new Price(input, cachedInput == null ? input : cachedInput, output));
        }

        static PriceView of(Priced priced) {
            var price = priced.price();
            var model = priced.model();
            return new PriceView(model.provider(), model.model(), price.input(), price.cachedInput(), price.output());
        }
    }

    /** All prices that hold. */
    public record PriceViews(List<PriceView> items) {}

    @GET
    @Operation(summary = "List the prices that hold now, wherever they were set")
    public PriceViews all() {
        return new PriceViews(list.all().stream().map(PriceView::of).toList());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set the price of a model of a provider",
            description = "It goes before that of the settings, for calls that end from now on.")
    public PriceView put(@Valid @NotNull PriceView body) {
        prices.set(body.priced());
        return PriceView.of(body.priced());
    }

    @DELETE
    @Operation(
            summary = "Forget a price that was set here",
            description = "That of the settings holds again, if there is one.")
    public void delete(@QueryParam("provider") String provider, @QueryParam("model") String model) {
        if (provider == null || model == null) {
            throw ProblemException.invalid(provider == null ? "provider" : "model", "is missing");
        }
        if ((provider + model).chars().anyMatch(Character::isISOControl)
                || !prices.forget(new ProviderModel(provider, model))) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "No price was set for this model of this provider.");
        }
    }
}
