import type { ModelSettings } from '../core/model.ts'

// What the ids of inference profiles across Regions begin with (Amazon Bedrock User Guide, "Supported Regions and models
// for inference profiles").
const crossRegion = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\.(?=[^.]+\.)/

/** What the role that asks the model needs; AWS wants it for a profile and for what is behind it. */
export function modelStatements({ id, guardrail }: Pick<ModelSettings, 'id' | 'guardrail'>) {
  const guarded =
    guardrail === undefined
      ? []
      : [
          {
            Sid: 'WindlassUsesTheGuardrail',
            ...allowing('bedrock:ApplyGuardrail'),
            Resource: guardrailArn(guardrail.id),
          },
        ]
  const asks = allowing('bedrock:InvokeModelWithResponseStream')
  return [{ Sid: 'WindlassAsksTheModel', ...asks, Resource: resourcesOf(id) }, ...guarded]
}

const allowing = (action: string) => ({ Effect: 'Allow', Action: action })

function resourcesOf(id: string): string[] {
  // Of an ARN it cannot be told which models a profile leads to.
  if (id.startsWith('arn:')) return id.includes('inference-profile/') ? [id, modelArn('*')] : [id]
  return crossRegion.test(id)
    ? [`arn:*:bedrock:*:*:inference-profile/${id}`, modelArn(id.replace(crossRegion, ''))]
    : [modelArn(id)]
}

const modelArn = (id: string): string => `arn:*:bedrock:*::foundation-model/${id}`
const guardrailArn = (id: string): string => (id.startsWith('arn:') ? id : `arn:*:bedrock:*:*:guardrail/${id}`)
