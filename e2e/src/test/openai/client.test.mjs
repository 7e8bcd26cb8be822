// What a program sees that uses OpenAI's own client and knows FocusForge by its base URL only.
import assert from 'node:assert/strict'
import test from 'node:test'
import OpenAI from 'openai'

const { FOCUSFORGE_URL, FOCUSFORGE_KEY, PROVIDER_URL } = process.env
const client = new OpenAI({ baseURL: `${FOCUSFORGE_URL}/v1`, apiKey: FOCUSFORGE_KEY, maxRetries: 0, timeout: 30_000 })
const model = 'wire-chat'
const user = content => [{ role: 'user', content }]
const weather = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false }
const pixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

async function collect(stream) {
  const all = []
  for await (const one of stream) all.push(one)
  return all
}

const refused = (status, code, param) => error => {
  assert.ok(error instanceof OpenAI.APIError, `${error}`)
  assert.deepEqual({ status: error.status, code: error.code, param: error.param ?? null }, { status, code, param: param ?? null })
  return true
}

test('models are listed, and found by their names', async () => {
  const ids = (await collect(await client.models.list())).map(one => one.id)
  for (const id of [model, 'wire-embed', 'focusforge-extractive', 'all-minilm-l6-v2']) {
    assert.ok(ids.includes(id), `${id} in ${ids}`)
    assert.equal((await client.models.retrieve(id)).id, id)
  }
  await assert.rejects(client.models.retrieve('gpt-none'), refused(404, 'model_not_found'))
})

test('a chat completion', async () => {
  const answer = await client.chat.completions.create({ model, messages: user('Hello'), vendor_field: { kept: true } })
  assert.equal(answer.choices[0].message.content, 'You said: Hello')
  assert.equal(answer.usage.total_tokens, 12)
  assert.deepEqual(answer.vendor_field, { kept: true })
  assert.ok(answer._request_id)
})

test('a chat completion as a stream, with its usage at the end', async () => {
  const chunks = await collect(await client.chat.completions.create({
    model, messages: user('one two three'), stream: true, stream_options: { include_usage: true } }))
  assert.equal(chunks.map(chunk => chunk.choices[0]?.delta?.content ?? '').join(''), 'You said: one two three')
  assert.equal(chunks.at(-1).usage.total_tokens, 12)
})

test("the client's own reading of a stream", async () => {
  const stream = client.chat.completions.stream({ model, messages: user('read me') })
  assert.equal(await stream.finalContent(), 'You said: read me')
})

test('tools are called, and their results told', async () => {
  const tools = [{ type: 'function', function: { name: 'get_weather', parameters: weather, strict: true } }]
  const messages = user('Weather in Paris?')
  const asked = await client.chat.completions.create({ model, messages, tools, tool_choice: 'auto' })
  const [call] = asked.choices[0].message.tool_calls
  assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Paris' })
  const told = await client.chat.completions.create({
    model, tools, messages: [...messages, asked.choices[0].message, { role: 'tool', tool_call_id: call.id, content: '14 C' }] })
  assert.equal(told.choices[0].message.content, 'The tool said: 14 C')
})

test('tools are called in a stream', async () => {
  const stream = client.chat.completions.stream({
    model, messages: user('Weather?'), tools: [{ type: 'function', function: { name: 'get_weather', parameters: weather } }] })
  const { tool_calls } = await stream.finalMessage()
  assert.deepEqual(JSON.parse(tool_calls[0].function.arguments), { city: 'Paris' })
})

test('images reach the model', async () => {
  const answer = await client.chat.completions.create({ model, messages: user([
    { type: 'text', text: 'What is this?' }, { type: 'image_url', image_url: { url: pixel, detail: 'low' } }]) })
  assert.equal(answer.choices[0].message.content, 'You said: What is this? [image/png]')
})

test('an answer in the form of a schema', async () => {
  const answer = await client.chat.completions.parse({ model, messages: user('Where?'),
    response_format: { type: 'json_schema', json_schema: { name: 'place', strict: true, schema: weather } } })
  assert.deepEqual(JSON.parse(answer.choices[0].message.content), { city: 'Paris' })
})

test('a text completion, whole and as a stream', async () => {
  const answer = await client.completions.create({ model, prompt: 'Once', suffix: 'end', max_tokens: 5 })
  assert.equal(answer.choices[0].text, 'Once upon a time')
  const chunks = await collect(await client.completions.create({ model, prompt: 'Once', stream: true }))
  assert.equal(chunks.map(chunk => chunk.choices[0].text).join(''), 'Once upon a time')
})

test('embeddings, in process and of a provider', async () => {
  const local = await client.embeddings.create({ model: 'all-minilm-l6-v2', input: ['Prepare the deck', 'Rehearse'] })
  assert.deepEqual(local.data.map(one => one.embedding.length), [384, 384])
  const plain = await client.embeddings.create({ model: 'all-minilm-l6-v2', input: 'Rehearse', encoding_format: 'float' })
  plain.data[0].embedding.forEach((value, i) => assert.ok(Math.abs(value - local.data[1].embedding[i]) < 1e-6))
  const many = await Promise.all(['a', 'bb', 'ccc'].map(input => client.embeddings.create({ model: 'wire-embed', input })))
  assert.deepEqual(many.map(one => [...one.data[0].embedding]), [[1, 0.5], [2, 0.5], [3, 0.5]])
  const tokens = await client.embeddings.create({ model: 'wire-embed', input: [1, 2, 3], encoding_format: 'float' })
  assert.deepEqual(tokens.data[0].embedding, [3, 0.25])
})

test('a response', async () => {
  const response = await client.responses.create({ model, instructions: 'Be brief.', input: 'Hello' })
  assert.equal(response.output_text, 'You said: Hello')
  assert.equal(response.status, 'completed')
  assert.equal(response.store, false)
  assert.deepEqual([response.usage.input_tokens, response.usage.output_tokens], [8, 4])
})

test('a response as a stream', async () => {
  const stream = client.responses.stream({ model, input: 'one two' })
  const events = await collect(stream)
  assert.deepEqual([events[0].type, events.at(-1).type], ['response.created', 'response.completed'])
  assert.deepEqual(events.map(event => event.sequence_number), events.map((_, i) => i))
  assert.equal((await stream.finalResponse()).output_text, 'You said: one two')
})

test('a response that calls a tool, whole and as a stream', async () => {
  const request = { model, tools: [{ type: 'function', name: 'get_weather', parameters: weather, strict: true }] }
  const input = [{ role: 'user', content: 'Weather?' }]
  const asked = await client.responses.create({ ...request, input })
  const call = asked.output.find(item => item.type === 'function_call')
  assert.deepEqual(JSON.parse(call.arguments), { city: 'Paris' })
  const told = await client.responses.create({
    ...request, input: [...input, ...asked.output, { type: 'function_call_output', call_id: call.call_id, output: '14 C' }] })
  assert.equal(told.output_text, 'The tool said: 14 C')
  const streamed = await client.responses.stream({ ...request, input }).finalResponse()
  assert.equal(streamed.output[0].name, 'get_weather')
})

test('a response of the model in process', async () => {
  const response = await client.responses.create({
    model: 'focusforge-extractive', instructions: 'Finance delivers the numbers by Thursday.', input: 'When does finance deliver the numbers?' })
  assert.match(response.output_text, /Thursday/)
})

test('errors are those of the client', async () => {
  const chat = (more, options) => client.chat.completions.create({ model, messages: user('x'), ...more }, options)
  await assert.rejects(chat({ model: 'gpt-none' }), error => error instanceof OpenAI.NotFoundError && refused(404, 'model_not_found')(error))
  await assert.rejects(chat({ temperature: 99 }), error => error instanceof OpenAI.BadRequestError && refused(400, 'invalid_request', 'temperature')(error))
  await assert.rejects(chat({ messages: [] }), refused(400, 'invalid_request', 'messages'))
  await assert.rejects(chat({ messages: user('fail'), stream: true }), error => error instanceof OpenAI.InternalServerError)
  await assert.rejects(client.responses.create({ model, input: 'x', store: true }), refused(400, 'invalid_request', 'store'))
  await assert.rejects(client.embeddings.create({ model, input: 'x' }), refused(404, 'model_not_found'))
  const stranger = new OpenAI({ baseURL: `${FOCUSFORGE_URL}/v1`, apiKey: 'ff_000_nothing', maxRetries: 0 })
  await assert.rejects(stranger.models.list(), error => error instanceof OpenAI.AuthenticationError && error.code === 'api_key_invalid')
})

test('a prompt that is too large is refused as a whole', async () => {
  await assert.rejects(client.chat.completions.create({ model, messages: user('x'.repeat(20 * 1024 * 1024)) }), refused(413, 'payload_too_large'))
})

test('an aborted stream ends at the provider', async () => {
  const aborted = async () => (await (await fetch(`${PROVIDER_URL}/aborted`)).json()).aborted
  const before = await aborted()
  const stream = await client.chat.completions.create({ model, messages: user('endless'), stream: true })
  for await (const chunk of stream) {
    assert.ok(chunk)
    stream.controller.abort()
    break
  }
  const deadline = Date.now() + 5_000
  while (await aborted() === before) {
    assert.ok(Date.now() < deadline, 'the provider still writes')
    await new Promise(later => setTimeout(later, 50))
  }
})
