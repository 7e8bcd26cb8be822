package io.focusforge.worker.webhook;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A delivery goes to a URL, with a secret if need be, or to an endpoint, which has both. */
@Constraint(validatedBy = OneTarget.Check.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OneTarget {
    String message() default "goes to a url or to an endpointId";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the field that is missing, or too much. */
    class Check implements ConstraintValidator<OneTarget, DeliverWebhook.Input> {
        @Override
        public boolean isValid(DeliverWebhook.Input input, ConstraintValidatorContext context) {
            if (input.endpointId() == null) {
                return input.url() != null || refuse(context, "url", "is missing, as is endpointId");
            }
            if (input.url() != null) {
                return refuse(context, "url", "cannot be given together with endpointId");
            }
            return input.secret() == null || refuse(context, "secret", "is the endpoint's own");
        }

        private static boolean refuse(ConstraintValidatorContext context, String field, String message) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(field)
                    .addConstraintViolation();
            return false;
        }
    }
}
