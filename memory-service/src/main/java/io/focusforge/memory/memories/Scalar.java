package io.focusforge.memory.memories;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A metadata value: a string of at most 1,000 characters, a number that fits 64 bits, or a boolean. */
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Scalar.Validator.class)
public @interface Scalar {
    String message() default "must be a string of at most 1000 characters, a 64-bit number, or a boolean";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Decides by what Jackson makes of untyped JSON. */
    final class Validator implements ConstraintValidator<Scalar, Object> {
        private static final int MAX_LENGTH = 1000;

        @Override
        public boolean isValid(Object value, ConstraintValidatorContext context) {
            return switch (value) {
                case String text -> text.length() <= MAX_LENGTH && PlainText.Validator.isPlain(text);
                case Double number -> Double.isFinite(number);
                case Integer _, Long _, Boolean _ -> true;
                case null, default -> false;
            };
        }
    }
}
