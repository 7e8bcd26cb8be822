package io.focusforge.gateway.apikey;

import io.focusforge.common.identity.AllowedModels;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * The models that a key is to have from now on.
 *
 * @param models names of models or aliases, or beginnings of names with {@code *}
 */
public record KeyModels(
        @NotNull @Size(min = 1, max = AllowedModels.MOST_NAMES)
        Set<@NotNull String> models) {

    /**
     * Never more than the caller may.
     *
     * @param models null for all that the caller may ask for
     */
    static AllowedModels granted(Caller caller, Set<String> models) {
        if (models == null) {
            return caller.models();
        }
        models.stream().filter(name -> !AllowedModels.isName(name)).findFirst().ifPresent(name -> {
            throw ProblemException.invalid(
                    "models",
                    "'%s' cannot be the name of a model: 1 to 128 visible ASCII characters, '*' at the end only"
                            .formatted(name));
        });
        var wanted = AllowedModels.of(models);
        if (!caller.models().includes(wanted)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN, "A key cannot be given models that its maker may not ask for.");
        }
        return wanted;
    }
}
