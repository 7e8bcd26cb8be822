package io.focusforge.orchestrator.grounding;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.modelstream.ModelFailure;
import io.focusforge.orchestrator.modelstream.ModelStreams;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;

/** Has questions answered: by a model, or, where there is none, by the one in process, which quotes and says nothing else. */
@ApplicationScoped
public class Speakers {
    /** The model in ai-service that needs no provider. */
    public static final String QUOTING = "focusforge-extractive";

    private final ModelStreams streams;
    private final Quoter quoter;
    private final Citations citations;
    private final GroundingConfig config;
    private final ObjectMapper json;

    Speakers(ModelStreams streams, Quoter quoter, Citations citations, GroundingConfig config, ObjectMapper json) {
        this.streams = streams;
        this.quoter = quoter;
        this.citations = citations;
        this.config = config;
        this.json = json;
    }

    /**
     * What is to be answered.
     *
     * @param mayQuoteInstead whether the quoting model may stand in for one that fails before its first word
     */
    public record Brief(Caller caller, String model, boolean mayQuoteInstead, String question, Prompt prompt) {
        boolean isForQuoting() {
            return model.equals(QUOTING);
        }
    }

    /** Something that speaks. To be used on its context. */
    public interface Speech {
        void stop();
    }

    /** To be called on the context on which the reader will read. */
    public Speech begin(Context context, Brief brief, Reader reader) {
        var standIn = new Standby(context, brief, reader);
        var job = new Scribe.Job(context, brief.caller(), brief.prompt().sources(), standIn);
        var scribe = new Scribe(job, citations);
        standIn.speaks(scribe);
        if (brief.isForQuoting()) {
            quote(context, brief, scribe, false);
        } else {
            scribe.listensTo(streams.open(context, question(brief), scribe));
        }
        return standIn;
    }

    private ModelStreams.Question question(Brief brief) {
        var window = config.windowOf(brief.model());
        var body = brief.prompt().body(json, brief.model(), window.answer()).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        return new ModelStreams.Question(
                brief.caller(), Buffer.buffer(body.toString()), config.modelTimeout(), config.modelSilence());
    }

    private void quote(Context context, Brief brief, Scribe scribe, boolean isDegraded) {
        var unused = quoter.ask(brief, isDegraded)
                .thenAccept(said -> context.runOnContext(here -> scribe.take(said.pieces(), said.ending())));
    }

    /** Hands on what is said; where nothing was said and the speaker fails, the quoting model speaks. */
    private final class Standby implements Reader, Speech {
        private final Context context;
        private final Brief brief;
        private final Reader reader;
        private Scribe scribe;
        private boolean hasStoodIn;

        Standby(Context context, Brief brief, Reader reader) {
            this.context = context;
            this.brief = brief;
            this.reader = reader;
        }

        void speaks(Scribe speaker) {
            scribe = speaker;
        }

        @Override
        public void text(String more) {
            reader.text(more);
        }

        @Override
        public void cited(Citation citation) {
            reader.cited(citation);
        }

        @Override
        public void ended(Ending ending) {
            if (ending instanceof Ending.Failed(var failure) && mayStandIn(failure)) {
                hasStoodIn = true;
                scribe = new Scribe(
                        new Scribe.Job(context, brief.caller(), brief.prompt().sources(), this), citations);
                quote(context, brief, scribe, true);
            } else {
                reader.ended(ending);
            }
        }

        private boolean mayStandIn(ModelFailure failure) {
            return !hasStoodIn
                    && brief.mayQuoteInstead()
                    && !brief.isForQuoting()
                    && !failure.isOfRequest()
                    && !scribe.hasBegun();
        }

        @Override
        public void stop() {
            scribe.stop();
        }
    }
}
