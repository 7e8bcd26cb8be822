package io.focusforge.memory.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.Holdings;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.NewMemory;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a memory of a line, or says in words that show nothing of it why it is none. */
@ApplicationScoped
class ImportReader {
    private final ObjectReader json;
    private final Validator validator;
    private final Holdings holdings;

    ImportReader(ObjectMapper json, Validator validator, Holdings holdings) {
        this.json = json.readerFor(ImportLine.class);
        this.validator = validator;
        this.holdings = holdings;
    }

    /** @return empty for the end of an export */
    Optional<Memory> read(Owner owner, byte[] bytes) {
        var line = parse(bytes);
        return line.isEnd() ? Optional.empty() : Optional.of(memory(owner, line, bytes));
    }

    private Memory memory(Owner owner, ImportLine line, byte[] bytes) {
        var given = valid(line.memory());
        var origin = new Holdings.Origin(line.id(), line.createdAt(), line.lineage());
        return holdings.restored(owner, given, origin, bytes);
    }

    private ImportLine parse(byte[] bytes) {
        try {
            var line = json.<ImportLine>readValue(bytes);
            if (line == null) {
                throw refused("is not an object");
            }
            return line;
        } catch (UnrecognizedPropertyException e) {
            throw refused(path(e) + " is no field of a memory");
        } catch (JsonMappingException e) {
            throw refused(e.getPath().isEmpty() ? "is not an object" : path(e) + " has the wrong type");
        } catch (JsonProcessingException e) {
            throw refused("is not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NewMemory valid(NewMemory memory) {
        validator.validate(memory).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(ImportReader::refuse);
        return memory;
    }

    private static void refuse(ConstraintViolation<?> violation) {
        throw ProblemException.invalid(violation.getPropertyPath().toString(), violation.getMessage());
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(ErrorCode.INVALID_REQUEST, reason);
    }

    private static String path(JsonMappingException problem) {
        return problem.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
