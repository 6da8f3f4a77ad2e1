import { defineErrors } from '@atom/kernel'

/** What this package may answer. Provider errors say what to change; none carries a key. */
export const modelErrors = defineErrors('models', {
  embedder_unavailable: { status: 503, retry: 'never', say: 'The embedding model “{id}” cannot run on this machine: {reason}' },
  embedder_timed_out: { status: 504, retry: 'policy', say: 'The embedding model did not answer within {seconds} s.' },
  embedder_crashed: { status: 500, retry: 'policy', say: 'The embedding model stopped twice on the same text: {reason}' },
  embedder_closed: { status: 503, retry: 'never', say: 'The embedding model is being shut down.' },
  unknown_embedder: { status: 404, retry: 'never', say: 'There is no embedding model called “{id}”. There are: {known}.' },
  embedder_exists: { status: 409, retry: 'never', say: 'There is an embedding model called “{id}” already.' },
  invalid_model_folder: { status: 500, retry: 'never', say: 'The model folder {folder} cannot be used: {problem}' },
  models_dir_unusable: { status: 500, retry: 'never', say: 'ATOM_MODELS_DIR is not valid: {folder}: {reason}.' },
  no_models_dir: { status: 409, retry: 'never', say: 'Set ATOM_MODELS_DIR to the folder that may hold further models.' },
  fetch_is_for_owner: {
    status: 403,
    retry: 'never',
    say: 'Models are fetched for the whole installation, so only its owner may fetch one. Ask whoever made the first account.',
  },
  fetch_url_secret: {
    status: 400,
    retry: 'never',
    say: 'The address of {file} carries a password or a query, which may be a secret and would be kept unencrypted. Give an address without them.',
  },
  file_too_large: { status: 502, retry: 'never', say: '{file} is larger than {most} GB, the most a file of a model may have.' },
  fetch_failed: { status: 502, retry: 'policy', say: 'The model could not be fetched from {host}: {problem}' },
  wrong_checksum: {
    status: 502,
    retry: 'never',
    say: '{file} is not the file that was asked for: its SHA-256 is {actual}, not {expected}.',
  },
  no_model: {
    status: 409,
    retry: 'never',
    say: 'No language model is set up. Add one in Settings under Models, or set ATOM_MODEL_BASE_URL and ATOM_MODEL.',
  },
  unknown_provider: { status: 404, retry: 'never', say: 'There is no model with this id here.' },
  set_by_operator: {
    status: 409,
    retry: 'never',
    say: 'This model is set by the operator in ATOM_MODEL_BASE_URL and ATOM_MODEL. Change it there.',
  },
  key_needed: { status: 400, retry: 'never', say: '{kind} needs an API key.' },
  base_url_needed: { status: 400, retry: 'never', say: 'An OpenAI-compatible model needs its address, such as http://localhost:11434/v1.' },
  private_address: {
    status: 403,
    retry: 'never',
    say: '{host} is on this machine or in its network. The owner of this installation may add a model there in Settings under Models; for others an operator names it in ATOM_EGRESS_ALLOW.',
  },
  closed_address: {
    status: 403,
    retry: 'never',
    say: 'ATOM asks no model at {host}: link-local and multicast addresses and those where a cloud keeps its secrets are closed.',
  },
  name_leads_inside: {
    status: 403,
    retry: 'never',
    say: '{host} leads into a private network, but its name may lead elsewhere tomorrow. Give the address in numbers, such as http://192.168.1.20:11434/v1, or let an operator name it in ATOM_EGRESS_ALLOW.',
  },
  wrong_key: { status: 502, retry: 'never', say: '{name} refused the API key. Check it in Settings under Models.' },
  no_such_model: { status: 502, retry: 'never', say: '{name} has no model called “{model}”. Check its name in Settings under Models.' },
  rate_limited: { status: 503, retry: { after: 10_000 }, say: '{name} takes no more requests for now. Try again in a moment.' },
  context_too_long: {
    status: 413,
    retry: 'never',
    say: 'This conversation is too long for {name}. Start a new one, or use a model with more room.',
  },
  request_refused: { status: 502, retry: 'never', say: '{name} did not accept the request: {reason}' },
  provider_failed: { status: 502, retry: 'policy', say: '{name} had an error of its own ({status}). Try again in a moment.' },
  provider_unreachable: { status: 502, retry: 'policy', say: '{name} could not be reached: {reason}.' },
  provider_silent: { status: 504, retry: { after: 10_000 }, say: '{name} was silent for {seconds} s and was stopped.' },
  other_dimension: {
    status: 502,
    retry: 'never',
    say: '{name} gives vectors of {got} numbers, not {dimension}: it is not the embedding model the index was made with. Choose it again in Settings under Models.',
  },
  no_embedder_address: {
    status: 409,
    retry: 'never',
    say: 'The address of the embedding model “{id}” is no longer set. Set it again, or choose another in Settings under Models.',
  },
  bad_embedder_choice: {
    status: 400,
    retry: 'never',
    say: 'Name a model by its id, or give an address (baseUrl) and the name of a model there.',
  },
  model_incomplete: { status: 422, retry: 'never', say: '{what}' },
  embeds_wrong: {
    status: 422,
    retry: 'never',
    say: 'The model does not embed as it should: {problem}. It was not added.',
  },
  bad_answer: { status: 502, retry: 'policy', say: '{name} answered something that is not a model’s answer. Check its address.' },
})
