package io.focusforge.worker.webhook;

import io.focusforge.common.outbound.Destination;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URISyntaxException;

/** A URL that a webhook can be sent to, as far as can be said without asking the network. Null is valid. */
@Constraint(validatedBy = WebhookUrl.Check.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface WebhookUrl {
    String message() default "is not a URL";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says what is wrong, too. */
    class Check implements ConstraintValidator<WebhookUrl, String> {
        @Override
        public boolean isValid(String url, ConstraintValidatorContext context) {
            try {
                if (url != null) {
                    Destination.parse(url);
                }
                return true;
            } catch (URISyntaxException e) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(e.getReason().replaceAll("[{}$]", ""))
                        .addConstraintViolation();
                return false;
            }
        }
    }
}
